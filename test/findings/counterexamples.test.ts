/** Each example, put into the calculator by its link, shows what the finding says. */
import { describe, expect, it } from 'vitest';
import { formatDate } from '../../src/calendar/iso-date.ts';
import { judge } from '../../src/engine/criteria.ts';
import { checkInput } from '../../src/engine/input.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { Timetable, TimetableInput } from '../../src/engine/types.ts';
import { nationalPolicy } from '../../src/engine/words.ts';
import { readLink, writeLink } from '../../src/export/fragment.ts';
import { findingsOf } from '../../src/findings/findings.ts';
import type { ExampleCase, Finding, FindingKind } from '../../src/findings/finding.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Id } from '../../src/policy/model.ts';

const set = loadPolicySet('policies').set!;
const findings = findingsOf(set, null, { asAt: '2026-06-01' });
const withCase = findings.filter((finding): finding is Finding & { example: { case: ExampleCase } } => finding.example.case !== null);
const baseline = nationalPolicy(set)!;

/** The timetable that the calculator works out from the link. */
function fromLink(finding: Finding & { example: { case: ExampleCase } }, policy: Id = finding.policy): Timetable {
  const read = readLink(writeLink(finding.example.case));
  expect(read.problems, finding.id).toEqual([]);
  const { on, facts, decided, readings } = read.case!;
  const isOwn = policy === finding.policy;
  const own = set.policies.find(({ id }) => id === policy)!;
  const events = Object.fromEntries(Object.entries(on).filter(([id]) => isOwn || id in set.vocabulary.events));
  const input: TimetableInput = isOwn ? { on, facts, decided, readings } : { on: events, facts };
  expect(checkInput(own, set.vocabulary, input), finding.id).toEqual([]);
  return timetable(set, policy, input);
}

/** Every date in a timetable. */
function datesIn({ steps, given }: Timetable): Set<string> {
  const dates = steps.flatMap(({ safe, outer, limits }) => [safe?.earliest, safe?.latest, outer?.earliest, outer?.latest, ...limits.flatMap(({ readings }) => readings.flatMap(({ earliest, latest }) => [earliest, latest]))]);
  return new Set([...dates, ...Object.values(given)].filter((date) => date != null).map((date) => formatDate(date)));
}

const WRITTEN_DATE = /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}/g;
/** Of these the text also names dates of another document's steps. */
const OF_NEIGHBOURS: FindingKind[] = ['limit-missing'];

describe('an example with dates', () => {
  it.each(withCase.map((finding): [string, typeof finding] => [finding.id, finding]))('%s names no date that the calculator does not show', (_, finding) => {
    const shown = datesIn(fromLink(finding));
    const national = datesIn(fromLink(finding, baseline.id));
    const others = OF_NEIGHBOURS.includes(finding.kind) ? set.policies.flatMap(({ id }) => [...datesIn(fromLink(finding, id))]) : [];
    for (const date of finding.example.text.match(WRITTEN_DATE) ?? []) expect([...shown, ...national, ...others], finding.example.text).toContain(date);
  });
});

const of = (...kinds: FindingKind[]) => withCase.filter(({ kind }) => kinds.includes(kind)).map((finding): [string, typeof finding] => [finding.id, finding]);

describe('late although every step was in time', () => {
  it.each(of('negative-slack', 'decision-after-deadline', 'day-and-duration'))('%s: the limit is broken, and no limit of a step before it', (_, finding) => {
    const { steps } = fromLink(finding);
    const [broken = ''] = finding.rules;
    const late = steps.flatMap(({ limits }) => limits.filter(({ readings }) => readings.some(({ status }) => status === 'done-late')).map(({ address }) => address));
    expect(late).toContain(broken);
    const ownStep = broken.slice(0, broken.indexOf('/'));
    expect(late.filter((address) => !address.startsWith(`${ownStep}/`))).toEqual([]);
  });

  it.each(of('later-than-baseline'))('%s: in time by the document, late by the baseline', (_, finding) => {
    const { steps, given } = fromLink(finding);
    expect(steps.flatMap(({ limits }) => limits.flatMap(({ readings }) => readings)).filter(({ status }) => status === 'done-late')).toEqual([]);
    const national = fromLink(finding, baseline.id).steps.flatMap(({ limits }) => limits.flatMap(({ readings }) => readings.map(({ latest }) => latest))).filter((latest) => latest !== null);
    expect(national.some((latest) => Object.values(given).some((date) => date > latest))).toBe(true);
  });
});

describe('no time to spare', () => {
  it.each(of('no-slack').filter(([id]) => !id.endsWith('-opening')))('%s: the step before it may fall on the day on which the step is due', (_, finding) => {
    const { steps, given } = fromLink(finding);
    const [limit = '', before = ''] = finding.rules;
    const latest = steps.flatMap(({ limits }) => limits).find(({ address }) => address === limit)!.readings.map((reading) => reading.latest);
    const ended = steps.find(({ id }) => before.startsWith(`${id}/`))!.done;
    expect(ended).not.toBeNull();
    expect(latest).toContain(ended);
    expect(Object.values(given)).toContain(ended);
  });

  it.each(of('no-slack', 'before-need').filter(([id]) => id.endsWith('-opening')))('%s: the window opens on the day on which what is needed is due, or before', (_, finding) => {
    const { steps } = fromLink(finding);
    const [limit = '', needed = ''] = finding.rules;
    const opens = steps.flatMap(({ limits }) => limits).find(({ address }) => address === limit)!.readings.map(({ earliest }) => earliest!);
    const due = steps.flatMap(({ limits }) => limits).find(({ address }) => address === needed)!.readings.map(({ latest }) => latest!);
    expect(due.some((date) => opens.some((open) => (finding.kind === 'no-slack' ? date === open : date > open)))).toBe(true);
  });
});

describe('a doubt about days', () => {
  it.each(of('unit-not-stated', 'start-not-stated'))('%s: the dates differ by how it is read', (_, finding) => {
    const dates = finding.example.text.match(/due by (\S+ \d+ \S+ \d{4})/g) ?? [];
    const all = finding.example.text.match(WRITTEN_DATE)!.slice(-2);
    expect(dates.length).toBe(1);
    expect(all[0]).not.toBe(all[1]);
    const shown = fromLink(finding).steps.flatMap(({ limits }) => limits.flatMap(({ readings }) => readings)).filter(({ latest }) => latest !== null && all.includes(formatDate(latest)));
    // Under the readings of the doubt itself.
    expect(new Set(shown.filter(({ under }) => finding.rules[0]! in under).map(({ under }) => under[finding.rules[0]!])).size).toBeGreaterThan(1);
  });
});

describe('a case of facts or decisions', () => {
  it.each(of('test-wider', 'test-narrower'))('%s: met by the one test and not by the other', async (_, finding) => {
    const verdict = async (policy: Id, test: (id: Id) => boolean) => (await judge(set, policy, { facts: finding.example.case.facts })).criteria.find(({ id }) => test(id))!.verdict;
    const own = set.policies.find(({ id }) => id === finding.policy)!.criteria.find(({ id }) => id === finding.rules[0])!;
    const national = baseline.criteria.find((one) => one.for === own.for)!;
    const verdicts = [await verdict(finding.policy, (id) => id === own.id), await verdict(baseline.id, (id) => id === national.id)];
    expect(verdicts).toEqual(finding.kind === 'test-wider' ? ['met', 'not-met'] : ['not-met', 'met']);
  });

  it.each(of('test-wider'))('%s: met by no national test at all', async (_, finding) => {
    const { criteria } = await judge(set, baseline.id, { facts: finding.example.case.facts });
    expect(criteria.map(({ verdict }) => verdict)).not.toContain('met');
  });

  it.each(of('tests-differ'))('%s: met by the wider test and not by the narrower', async (_, finding) => {
    const { criteria } = await judge(set, finding.policy, { facts: finding.example.case.facts });
    expect(finding.rules.map((rule) => criteria.find(({ id }) => id === rule)!.verdict)).toEqual(['met', 'not-met']);
  });

  it.each(of('test-not-listed'))('%s: nationally met, and here it cannot be said', async (_, finding) => {
    const { criteria } = await judge(set, finding.policy, { facts: finding.example.case.facts });
    expect(criteria.find(({ id }) => id === finding.rules[0])!.verdict).toBe('undetermined');
    const national = await judge(set, baseline.id, { facts: finding.example.case.facts });
    expect(national.criteria.some(({ verdict }) => verdict === 'met')).toBe(true);
  });

  it.each(of('no-not-met'))('%s: nothing that the decision leads to applies', async (_, finding) => {
    const policy = set.policies.find(({ id }) => id === finding.policy)!;
    const decision = policy.steps.find(({ id }) => id === finding.rules[0])!;
    const { facts, decided } = finding.example.case;
    if (Object.keys(facts).length > 0) {
      const { criteria } = await judge(set, finding.policy, { facts });
      expect(criteria.find(({ id }) => id === decision.test)!.verdict).toBe('not-met');
    }
    expect(decided).toEqual({ [decision.id]: 'not-met' });
    const { steps } = fromLink(finding);
    const only = decision.outcomes.flatMap(({ next }) => next ?? []).filter((next) => policy.steps.every((other) => other.id === decision.id || !(other.next ?? []).includes(next)));
    for (const next of only) expect(steps.find(({ id }) => id === next)!.applies).toBe('no');
  });

  it.each(of('limit-conditional'))('%s: the step with the limit does not apply', (_, finding) => {
    expect(fromLink(finding).steps.find(({ id }) => id === finding.rules[0])!.applies).toBe('no');
  });

  it.each(of('path-without-outcome').filter(([, { example }]) => Object.keys(example.case.decided).length > 0))('%s: the paths apply side by side', (_, finding) => {
    const { steps } = fromLink(finding);
    for (const id of finding.rules.slice(1)) expect(steps.find((step) => step.id === id)!.applies, id).toBe('yes');
  });

  it.each(of('before-need').filter(([, { example }]) => Object.keys(example.case.facts).length > 0))('%s: the step applies and what it needs does not', (_, finding) => {
    const { steps } = fromLink(finding);
    const [step, ...needed] = finding.rules;
    expect(steps.find(({ id }) => id === step)!.applies).toBe('yes');
    for (const id of needed) expect(steps.find((one) => one.id === id)!.applies).toBe('no');
  });

  it.each(of('before-need').filter(([id, { example }]) => !id.endsWith('-opening') && Object.keys(example.case.on).length > 0))('%s: out of order, and no rule is broken', (_, finding) => {
    const { problems, given } = fromLink(finding);
    const [step = '', needed = ''] = finding.rules;
    expect(given[step]! < given[needed]!).toBe(true);
    expect(problems).toEqual([]);
  });

  it.each(of('duty-missing'))('%s: nationally the duty applies', (_, finding) => {
    expect(fromLink(finding, baseline.id).steps.some(({ id, applies }) => finding.id.endsWith(id) && applies === 'yes')).toBe(true);
  });

  it.each(of('two-readings').filter(([, { example }]) => Object.keys(example.case.on).length === 0))('%s: the step applies by one reading and not by another', (_, finding) => {
    const [address = ''] = finding.rules;
    const policy = set.policies.find(({ id }) => id === finding.policy)!;
    const readings = policy.steps.find(({ id }) => id === address)!.doubt!.readings.map(({ id }) => id);
    const { facts, decided } = finding.example.case;
    const applies = readings.map((reading) => timetable(set, finding.policy, { on: {}, facts, decided, readings: { [address]: reading } }).steps.find(({ id }) => id === address)!.applies);
    expect(applies).toContain('no');
    expect(new Set(applies).size).toBeGreaterThan(1);
  });
});
