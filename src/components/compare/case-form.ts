/** The form of one case for all: its dates, its circumstances, and the areas where they are two. */
import { readDateParts, type DateParts, type DatePartsError } from '../../calendar/iso-date.ts';
import type { CaseAreas } from '../../compare/one-case.ts';
import type { Answer } from '../../engine/types.ts';
import type { Id, IsoDate, Vocabulary } from '../../policy/model.ts';
import { boxOf, dateField, errorSummary, joinedRadios, selectField } from '../draw/fields.ts';
import { unfold } from '../draw/marks.ts';
import { h, type Drawn } from '../draw/node.ts';
import type { Choice } from './chooser.ts';

export interface CaseState {
  /** By event. */
  dates: Record<Id, DateParts>;
  facts: Record<Id, Answer>;
  /** Empty: not said; `elsewhere`: an area that is not listed. */
  home: string;
  /** Also `outside`: outside England. */
  harm: string;
}

const BLANK: DateParts = { day: '', month: '', year: '' };
const ANSWERS = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, { value: 'unknown', text: 'Not known' }];

/** A case with these dates and nothing else said. */
export function caseOf(on: Readonly<Record<Id, IsoDate>>): CaseState {
  const parts = (date: IsoDate): DateParts => ({ day: String(Number(date.slice(8))), month: String(Number(date.slice(5, 7))), year: date.slice(0, 4) });
  return { dates: Object.fromEntries(Object.entries(on).map(([event, date]) => [event, parts(date)])), facts: {}, home: '', harm: '' };
}

export interface CaseError { event: Id; error: DatePartsError }

/** The dates that can be used, and what is wrong with the others. */
export function readCaseDates({ dates }: CaseState, vocabulary: Vocabulary, reach: { from: IsoDate; to: IsoDate }): { on: Record<Id, IsoDate>; errors: CaseError[] } {
  const on: Record<Id, IsoDate> = {};
  const errors: CaseError[] = [];
  for (const [event, parts] of Object.entries(dates)) {
    const read = readDateParts(parts, vocabulary.events[event]?.title ?? event, reach);
    if ('error' in read) errors.push({ event, error: read.error });
    else if (read.date !== null) on[event] = read.date;
  }
  return { on, errors };
}

/** Where the areas are two, or one of them is said; null where nothing is. */
export function areasOf({ home, harm }: CaseState): CaseAreas | null {
  if (home === '' && harm === '') return null;
  const outsideEngland = harm === '' ? 'unknown' : harm === 'outside' ? 'yes' : 'no';
  return { home: home || null, harm: harm === 'outside' ? null : harm || null, outsideEngland };
}

/**
 * The fields.
 * @param events those that the documents shown count from
 * @param facts those that their tests ask
 */
export function drawCaseForm(state: CaseState, events: readonly Id[], facts: readonly Id[], choices: readonly Choice[], vocabulary: Vocabulary, errors: readonly CaseError[]): Drawn[] {
  const areas = [{ value: '', text: 'Not said' }, ...choices.filter(({ isNational }) => !isNational).map(({ id, title }) => ({ value: id, text: title })), { value: 'elsewhere', text: 'An area of England not listed here' }];
  const hasAreas = areasOf(state) !== null;
  const canHaveTwo = Object.values(vocabulary.facts).some(({ area }) => area !== null);
  const asked = facts.filter((fact) => !hasAreas || (vocabulary.facts[fact]?.area ?? null) === null);
  return [
    ...(errors.length === 0 ? [] : [errorSummary(errors.map(({ event, error }) => ({ id: boxOf(`case-${event}`, error), message: error.message })))!]),
    unfold('case-dates-fields', 'The dates of the case', h('div', { class: 'case-form__dates' }, events.map((event) => dateField({
      id: `case-${event}`, legend: vocabulary.events[event]?.title ?? event, value: state.dates[event] ?? BLANK,
      error: errors.find((one) => one.event === event)?.error ?? null,
    })))),
    unfold('case-circumstances', 'Circumstances', h('div', { class: 'case-form__facts' }, asked.map((fact) =>
      joinedRadios({ name: `case-fact-${fact}`, legend: vocabulary.facts[fact]?.ask ?? fact, options: ANSWERS, value: state.facts[fact] ?? 'unknown' })))),
    ...(canHaveTwo ? [unfold('case-areas', 'When home and harm are in two areas', h('div', { class: 'case-form__facts' },
      selectField({ id: 'case-home', label: 'Where the child normally lives', options: areas, value: state.home }),
      selectField({ id: 'case-harm', label: 'Where it happened', options: [...areas, { value: 'outside', text: 'Outside England' }], value: state.harm })))] : []),
    h('p', { class: 'form__note', 'data-key': 'case-promise' }, 'Nothing entered leaves this page or is kept. Type no names.'),
    h('div', { class: 'case-form__buttons', 'data-key': 'case-buttons' },
      h('button', { class: 'govuk-button', type: 'submit' }, 'Show the dates'), ' ',
      h('button', { class: 'quiet-button', type: 'button', 'data-action': 'blank-case' }, 'Clear the case')),
  ];
}

/** What the form holds now. */
export function readCaseForm(form: FormData, state: CaseState, events: readonly Id[]): CaseState {
  const text = (name: string) => String(form.get(name) ?? '');
  const answer = (name: string): Answer => { const value = text(name); return value === 'yes' || value === 'no' ? value : 'unknown'; };
  const dates = Object.fromEntries(events.map((event) => [event, { day: text(`case-${event}-day`), month: text(`case-${event}-month`), year: text(`case-${event}-year`) }]));
  const facts = Object.fromEntries([...form.keys()].filter((name) => name.startsWith('case-fact-')).map((name) => [name.slice('case-fact-'.length), answer(name)]));
  return { dates: { ...state.dates, ...dates }, facts: { ...state.facts, ...facts }, home: text('case-home'), harm: text('case-harm') };
}
