/** A paper on a page: to practise on, to print with or without answers, or as a guide for whoever leads. */
import { KIND_GUIDES, kindsOf, minutesOf, severalRight } from '../../training/facilitation.ts';
import { mistakeName } from '../../training/mistakes.ts';
import type { Paper } from '../../training/paper.ts';
import { letterOf } from '../../training/paper-text.ts';
import { KINDS } from '../../training/question.ts';
import type { PolicySet } from '../../policy/model.ts';
import { joined, unreadNote } from '../../engine/words.ts';
import { radioList, selectField } from '../draw/fields.ts';
import { unfold } from '../draw/marks.ts';
import { h, type Drawing, type Drawn } from '../draw/node.ts';
import { drawQuestion } from './draw-question.ts';
import { LAST_PAPER, MOST_QUESTIONS, type PaperChoice, type PaperView } from './paper-link.ts';

const HOW = 'Choose one answer. Where the document leaves a doubt, more than one can be right.';

/**
 * The paper in one of its views.
 *
 * @example drawPaper(paper, set, 'practice')
 */
export function drawPaper(paper: Paper, { policies, vocabulary }: PolicySet, view: PaperView): Drawing[] {
  const policy = policies.find(({ id }) => id === paper.policy);
  const title = policy?.title ?? paper.policy;
  const note = policy?.kind === 'statutory-guidance' ? unreadNote(policy, vocabulary) : null;
  const head = [
    h('h2', { class: 'paper__title', 'data-key': 'title' }, `${title}, paper ${paper.seed}`),
    h('p', { class: 'note', 'data-key': 'about' }, aboutPaper(paper, view), note === null ? '' : ` ${note}`),
  ];
  if (view === 'guide') return [...head, ...drawGuide(paper)];
  const answers = view === 'practice' ? 'folded' : view === 'answers' ? 'open' : 'none';
  return [...head, ...paper.questions.map((question, place) => drawQuestion(question, { number: place + 1, vocabulary, answers, named: false }))];
}

function aboutPaper(paper: Paper, view: PaperView): string {
  const number = paper.questions.length;
  const count = `${number} ${number === 1 ? 'question' : 'questions'}`;
  if (view === 'guide') return `${count}, about ${minutesOf(paper)} minutes with the talk about each.`;
  return `${count}. ${HOW}`;
}

// ---- for whoever leads -----------------------------------------------------------------------------------------

function drawGuide(paper: Paper): Drawn[] {
  const several = severalRight(paper);
  return [
    h('table', { class: 'guide-table', 'data-key': 'kinds' },
      h('caption', { class: 'govuk-visually-hidden' }, 'The paper by kinds of question'),
      h('thead', {}, h('tr', {}, ['Kind', 'Questions', 'Minutes', 'What it teaches'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, kindsOf(paper).map(({ kind, questions, minutes, guide }) => h('tr', { 'data-key': kind },
        h('th', { scope: 'row' }, guide.title), h('td', {}, String(questions)), h('td', {}, String(minutes)), h('td', {}, guide.teaches))))),
    h('h3', { 'data-key': 'key-title' }, 'The key'),
    h('ol', { class: 'key', 'data-key': 'key' }, paper.questions.map(({ id, options, kind }) => h('li', { class: 'key__one', 'data-key': id },
      h('strong', {}, joined(options.flatMap(({ correct }, place) => (correct ? [letterOf(place)] : [])), 'and')), ' ',
      h('span', { class: 'key__kind' }, KIND_GUIDES[kind].title),
      h('span', { class: 'key__mistakes' }, options.flatMap(({ correct, misconception }, place) => (correct || misconception === null ? [] : [`${letterOf(place)}: ${mistakeName(misconception)}`])).join('; '))))),
    several.length === 0 ? h('p', { 'data-key': 'several' }, 'Every question of this paper has one right answer.') : h('section', { 'data-key': 'several' },
      h('h3', {}, 'When two answers are right'),
      h('p', {}, `${several.length === 1 ? 'Question' : 'Questions'} ${joined(several.map(({ number }) => String(number)), 'and')} ${several.length === 1 ? 'has' : 'have'} more than one right answer. What to say:`),
      h('ul', { class: 'plain-list' }, [...new Set(several.map(({ question }) => question.kind))].map((kind) => h('li', {},
        h('strong', {}, `${KIND_GUIDES[kind].title}: `), KIND_GUIDES[kind].twoRight)))),
  ];
}

// ---- the choice of a paper ---------------------------------------------------------------------------------------

/** The names of the views, for a choice among them. */
const VIEW_NAMES: Record<PaperView, string> = { practice: 'To practise on', questions: 'Questions alone', answers: 'With answers', guide: 'Guide and key' };

/**
 * The form that chooses a paper.
 *
 * @param policies to choose among; empty where the page has one already
 * @param views to choose among; empty where the page has one
 */
export function drawPaperForm(choice: PaperChoice, policies: readonly { id: string; title: string }[], views: readonly PaperView[], error: string | null): Drawing[] {
  const field = (id: string, label: string, value: number, most: number, hint: string, wrong: string | null) => h('div', { class: `govuk-form-group${wrong === null ? '' : ' govuk-form-group--error'}`, 'data-key': `${id}-group` },
    h('label', { class: 'govuk-label', for: id }, label),
    h('div', { class: 'govuk-hint', id: `${id}-hint` }, hint),
    wrong === null ? null : h('p', { class: 'govuk-error-message', id: `${id}-error` }, h('span', { class: 'govuk-visually-hidden' }, 'Error:'), ` ${wrong}`),
    h('input', {
      class: `govuk-input govuk-input--width-${String(most).length > 4 ? 10 : 3}${wrong === null ? '' : ' govuk-input--error'}`, id, name: id, type: 'text', inputmode: 'numeric', autocomplete: 'off', value: String(value),
      'aria-describedby': `${id}-hint${wrong === null ? '' : ` ${id}-error`}`,
    }));
  const all = choice.kinds.length === 0;
  return [
    policies.length === 0 ? null : selectField({ id: 'policy', label: 'Document', options: policies.map(({ id, title }) => ({ value: id, text: title })), value: choice.policy }),
    field('paper', 'Paper number', choice.paper, LAST_PAPER, 'The same number gives everyone the same paper', error),
    field('count', 'How many questions', choice.count, MOST_QUESTIONS, `Up to ${MOST_QUESTIONS}`, null),
    unfold('kinds', all ? 'About: everything' : `About: ${choice.kinds.length} of ${KINDS.length} kinds`, h('fieldset', { class: 'govuk-fieldset govuk-form-group' },
      h('legend', { class: 'govuk-fieldset__legend' }, 'Kinds of question'),
      h('div', { class: 'govuk-checkboxes govuk-checkboxes--small' }, KINDS.map((kind) => h('div', { class: 'govuk-checkboxes__item' },
        h('input', { class: 'govuk-checkboxes__input', type: 'checkbox', id: `kind-${kind}`, name: 'kind', value: kind, checked: all || choice.kinds.includes(kind) }),
        h('label', { class: 'govuk-label govuk-checkboxes__label', for: `kind-${kind}` }, KIND_GUIDES[kind].title)))))),
    views.length === 0 ? null : radioList({ name: 'view', legend: 'Show', options: views.map((view) => ({ value: view, text: VIEW_NAMES[view] })), value: choice.view }),
    h('button', { class: 'govuk-button', type: 'submit', 'data-key': 'draw' }, 'Draw this paper'),
  ].filter((part) => part !== null);
}
