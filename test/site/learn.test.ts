import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { formatDate } from '../../src/calendar/iso-date.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { rulesForQuestions } from '../../src/components/learn/modules.ts';
import { drawDrill, markCount } from '../../src/training/drill.ts';
import { drawPaper } from '../../src/training/paper.ts';
import { readGift } from '../training/gift-grammar.ts';
import { faultsOf } from './axe.ts';
import { complaintsOf } from './complaints.ts';
import { openFolds } from './folds.ts';
import { test } from './lasting-page.ts';

const set = loadPolicySet('policies').set!;

const questionOf = (page: Page, number: number): Locator => page.locator('rulebook-question').nth(number - 1);

test('the rules that reach the browser draw the very papers that the command draws', () => {
  for (const { id } of set.policies) expect(drawPaper(rulesForQuestions(set), id, { seed: 5, count: 25 })).toEqual(drawPaper(set, id, { seed: 5, count: 25 }));
});

test.describe('practice', () => {
  const [first] = drawPaper(set, 'west-midlands', { seed: 1, count: 10 }).questions;
  const right = first!.options.findIndex(({ correct }) => correct);
  const wrong = first!.options.findIndex(({ correct }) => !correct);

  test('says right and wrong in words, with the reason, and keeps nothing', async ({ page, context }) => {
    const complaints = complaintsOf(page);
    await page.goto('/learn/practice/west-midlands/');
    const question = questionOf(page, 1);
    await question.getByRole('radio').nth(wrong).check();
    await question.getByRole('button', { name: 'Check the answer' }).click();
    await expect(question.getByRole('status')).toContainText('Not right.');
    await expect(question.getByRole('status')).toContainText(first!.options[wrong]!.because);
    await question.getByRole('radio').nth(right).check();
    await expect(question.getByRole('status')).toBeEmpty();
    await question.getByRole('button', { name: 'Check the answer' }).click();
    await expect(question.getByRole('status')).toContainText('Right.');
    await expect(question.getByRole('status')).not.toContainText('Not right');
    await expect(question.getByRole('status')).toContainText(first!.options[right]!.because);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
    expect(await context.cookies()).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('works by keyboard alone', async ({ page }) => {
    await page.goto('/learn/practice/west-midlands/');
    const question = questionOf(page, 1);
    await question.getByRole('radio').first().focus();
    for (let step = 0; step < right; step += 1) await page.keyboard.press('ArrowDown');
    if (right === 0) await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await expect(question.getByRole('button', { name: 'Check the answer' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question.getByRole('status')).toContainText('Right.');
  });

  test('asks for a choice before it answers', async ({ page }) => {
    await page.goto('/learn/practice/wst/');
    const question = questionOf(page, 2);
    await question.getByRole('button', { name: 'Check the answer' }).click();
    await expect(question.getByText('Choose an answer first')).toBeVisible();
    await expect(question.getByRole('radio').first()).toBeFocused();
    expect(await faultsOf(page)).toEqual([]);
  });

  test('says that another answer is right as well, where a doubt makes it so', async ({ page }) => {
    const paper = drawPaper(set, 'wst', { seed: 4, count: 12, kinds: ['date'] }).questions;
    const place = paper.findIndex(({ options }) => options.filter(({ correct }) => correct).length === 2);
    await page.goto('/learn/practice/wst/#paper=4&count=12&kinds=date');
    await expect(page.getByRole('heading', { name: 'WST, paper 4' })).toBeVisible();
    const question = questionOf(page, place + 1);
    const [one, other] = paper[place]!.options.map((option, at) => ({ ...option, at })).filter(({ correct }) => correct);
    await question.getByRole('radio').nth(one!.at).check();
    await question.getByRole('button', { name: 'Check the answer' }).click();
    await expect(question.getByRole('status')).toContainText(`Right as well: ${'ABCDE'[other!.at]}.`);
    await expect(question.getByRole('status')).toContainText(other!.because);
  });

  test('draws the same paper as the command for the same number', async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto('/learn/practice/national/#paper=77&count=9');
    await expect(page.getByRole('heading', { name: 'National baseline, paper 77' })).toBeVisible();
    const { questions } = drawPaper(set, 'national', { seed: 77, count: 9 });
    await expect(page.locator('rulebook-question')).toHaveCount(9);
    for (const [place, { parts, options }] of questions.entries()) {
      await expect(questionOf(page, place + 1).getByRole('heading')).toContainText(parts.asks);
      await expect(questionOf(page, place + 1).locator('label')).toHaveText(options.map(({ text }) => text));
    }
    expect(complaints).toEqual([]);
  });

  test('draws another paper from the form, of the kinds that are ticked', async ({ page }) => {
    await page.goto('/learn/practice/kscp/');
    await page.getByLabel('Paper number').fill('12');
    await page.getByLabel('How many questions').fill('4');
    await page.getByText('About: everything').click();
    for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
    await page.getByLabel('Who must be in the room').check();
    await page.getByRole('button', { name: 'Draw this paper' }).click();
    await expect(page.getByRole('heading', { name: 'KSCP, paper 12' })).toBeVisible();
    await expect(page.locator('rulebook-question')).toHaveCount(4);
    await expect(page.getByText('About: 1 of 10 kinds')).toBeVisible();
    await expect(page.getByRole('status').first()).toContainText('Paper 12 with 4 questions is drawn.');
    expect(await faultsOf(page)).toEqual([]);
  });

  test('a click on an answer of a paper drawn here ticks that very answer, and every name on the page is its own', async ({ page }) => {
    await page.goto('/learn/practice/kscp/#paper=12&count=6');
    await expect(page.getByRole('heading', { name: 'KSCP, paper 12' })).toBeVisible();
    await expect(page.locator('rulebook-question')).toHaveCount(6);
    const last = questionOf(page, 6);
    await last.locator('label').last().click();
    await expect(last.getByRole('radio').last()).toBeChecked();
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    await expect(last.locator('fieldset')).toHaveAccessibleName(/^Question 6\. /);
  });

  test('refuses a paper number that is none', async ({ page }) => {
    await page.goto('/learn/practice/kscp/');
    await page.getByLabel('Paper number').fill('many');
    await page.getByRole('button', { name: 'Draw this paper' }).click();
    await expect(page.getByText('Enter a paper number from 1 to 999999')).toBeVisible();
    await expect(page.getByLabel('Paper number')).toBeFocused();
    await expect(page.getByRole('heading', { name: 'KSCP, paper 1', exact: true })).toBeVisible();
  });

  for (const fragment of ['#paper=%E0%A4%A&count=<b>', '#paper=0&count=99999&kinds=constructor,__proto__', `#paper=${'9'.repeat(100_000)}`]) {
    test(`takes no harm from a link like ${fragment.slice(0, 40)}`, async ({ page }) => {
      const complaints = complaintsOf(page);
      await page.goto(`/learn/practice/wst/${fragment}`);
      await expect(page.getByRole('heading', { name: 'WST, paper 1', exact: true })).toBeVisible();
      await expect(page.getByRole('status').first()).toContainText('Paper 1 ');
      expect(complaints).toEqual([]);
    });
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a part of the course is whole, with its questions and, folded, their answers', async ({ page }) => {
    await page.goto('/learn/course/what-starts-the-clock/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What starts the clock');
    const question = questionOf(page, 1);
    await expect(question.locator('.question__option')).not.toHaveCount(0);
    await expect(question.locator('.answer').first()).toBeHidden();
    await question.getByText('The answers, with reasons').click();
    await expect(question.locator('.answer').first()).toBeVisible();
    await expect(question.getByRole('button')).toHaveCount(0);
    await expect(page.locator('form')).toHaveCount(0);
  });

  test('practice, drill and cases are whole, and nothing that needs a script is offered', async ({ page }) => {
    await page.goto('/learn/practice/wst/');
    await expect(page.locator('.question__option').first()).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.goto('/learn/drill/');
    await page.getByText('The day, and how it is counted').first().click();
    await expect(page.locator('.ledger').first()).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.goto('/learn/cases/stages-friday-evening/');
    await expect(page.getByRole('heading', { name: 'Stage 4' })).toBeVisible();
    await page.goto('/learn/trainers/');
    await expect(page.getByRole('link', { name: 'Moodle (GIFT) of paper 1 on WST' })).toBeVisible();
  });
});

test.describe('the drill', () => {
  const [task] = drawDrill(2, 10);
  const { end } = markCount(task!, task!.start);
  const fill = async (group: Locator, date: string) => {
    const [year = '', month = '', day = ''] = date.split('-');
    await group.getByLabel('Day', { exact: true }).fill(String(Number(day)));
    await group.getByLabel('Month').fill(month);
    await group.getByLabel('Year').fill(year);
  };

  test('marks a day, names the mistake and shows every day that was counted', async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto('/learn/drill/');
    await page.getByRole('button', { name: 'Type the days' }).click();
    const first = page.locator('form[data-task="1"]');
    await expect(first.getByLabel('Day', { exact: true })).toBeFocused();
    await fill(first, task!.start);
    await first.getByRole('button', { name: 'Check the day' }).click();
    await expect(first.getByRole('status')).toContainText('Not right.');
    await expect(first.getByRole('status')).toContainText(formatDate(end));
    await expect(first.locator('.ledger__number')).toHaveCount(Math.abs(task!.days));
    await fill(first, end);
    await first.getByRole('button', { name: 'Check the day' }).click();
    await expect(first.getByRole('status')).toContainText('Right.');
    await expect(first.getByRole('status')).not.toContainText('Not right.');
    expect(complaints).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('says what is wrong with a day that is none', async ({ page }) => {
    await page.goto('/learn/drill/');
    await page.getByRole('button', { name: 'Type the days' }).click();
    const first = page.locator('form[data-task="1"]');
    await fill(first, '2026-02-31');
    await first.getByRole('button', { name: 'Check the day' }).click();
    await expect(first.locator('.govuk-error-message')).toContainText('The day must be a real date');
    await expect(first.locator('.ledger')).toHaveCount(0);
    expect(await faultsOf(page)).toEqual([]);
  });
});

test('a case goes on stage by stage, and can be opened in the calculator as it ended', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/learn/cases/stages-looked-after/');
  await expect(page.getByRole('heading', { name: 'Stage 1' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Stage 2' })).toBeHidden();
  const stage = page.locator('section', { has: page.getByRole('heading', { name: 'Stage 1' }) });
  await stage.getByText('What the rules say at this stage').click();
  await expect(stage.locator('.standing').first()).toContainText('Met');
  await expect(stage.locator('.standing').first()).toContainText('Cannot be said yet');
  await expect(stage.locator('.standing time').first()).toHaveAttribute('datetime', '2026-06-18');
  await page.getByRole('button', { name: 'Go on to stage 2' }).click();
  await expect(page.getByRole('heading', { name: 'Stage 2' })).toBeFocused();
  await page.getByRole('button', { name: 'End the case' }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Open this case in the calculator' }).click();
  await expect(page).toHaveURL(/\/calculator\/#v=1&policy=kscp/);
  await expect(page.locator('.beside__local')).toContainText(['Thursday 18 June 2026']);
  expect(complaints).toEqual([]);
});

test.describe('for trainers', () => {
  test('the same number gives the paper without answers, with them, and the key', async ({ page }) => {
    const complaints = complaintsOf(page);
    const paper = drawPaper(set, 'kscp', { seed: 31, count: 8 });
    await page.goto('/learn/trainers/#paper=31&count=8&policy=kscp&view=questions');
    await expect(page.getByRole('heading', { name: 'KSCP, paper 31' })).toBeVisible();
    await expect(page.locator('.question')).toHaveCount(8);
    await expect(page.locator('.answer')).toHaveCount(0);
    await page.getByLabel('With answers').check();
    await page.getByRole('button', { name: 'Draw this paper' }).click();
    await expect(page.locator('.answer--right')).toHaveCount(paper.questions.flatMap(({ options }) => options.filter(({ correct }) => correct)).length);
    await page.getByLabel('Guide and key').check();
    await page.getByRole('button', { name: 'Draw this paper' }).click();
    const letters = paper.questions.map(({ options }) => options.flatMap(({ correct }, place) => (correct ? ['ABCDE'[place]] : [])).join(' and '));
    await expect(page.locator('.key__one strong')).toHaveText(letters.map((text) => text.replace(/ and (?=.* and )/g, ', ')));
    expect(complaints).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('a paper is taken away as GIFT that the grammar reads, and as CSV', async ({ page }) => {
    await page.goto('/learn/trainers/#paper=31&count=8&policy=kscp&view=questions');
    await expect(page.getByRole('heading', { name: 'KSCP, paper 31' })).toBeVisible();
    const saved = async (button: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
      return { name: download.suggestedFilename(), text: readFileSync((await download.path())!, 'utf8') };
    };
    const gift = await saved('Moodle (GIFT)');
    expect(gift.name).toBe('kscp-paper-31.gift.txt');
    expect(readGift(gift.text).questions.map(({ text }) => text)).toEqual(drawPaper(set, 'kscp', { seed: 31, count: 8 }).questions.map(({ prompt }) => prompt));
    const csv = await saved('Spreadsheet (CSV)');
    expect(csv.name).toBe('kscp-paper-31.csv');
    expect(csv.text.replace('\uFEFF', '').split('\r\n')[0]).toBe('number,question,kind,prompt,letter,option,right,mistake,because,place');
  });

  test('the papers ready made are the first papers, and read by the grammar', async ({ request }) => {
    const gift = await (await request.get('/learn/papers/wst-2.gift.txt')).text();
    expect(readGift(gift).questions.map(({ text }) => text)).toEqual(drawPaper(set, 'wst', { seed: 2, count: 12 }).questions.map(({ prompt }) => prompt));
    expect(await (await request.get('/learn/papers/wst-2.txt')).text()).not.toContain('Right:');
    expect(await (await request.get('/learn/papers/wst-2-answers.txt')).text()).toContain('Right:');
  });

  test('a print has the paper and leaves out the form', async ({ page }) => {
    await page.goto('/learn/trainers/');
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.paper__form')).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
    await expect(page.locator('.paper__title')).toBeVisible();
    await expect(page.locator('.question').first()).toBeVisible();
  });
});

test('no page of the course runs off the side at 320 pixels with everything open', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/learn/', '/learn/course/reading-for-doubts/', '/learn/course/counting-working-days/', '/learn/course/after-the-review/', '/learn/trainers/', '/learn/cases/stages-not-met-then-met/']) {
    await page.goto(path);
    await openFolds(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
  }
});
