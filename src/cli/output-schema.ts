/**
 * JSON Schemas (draft 2020-12) of what the commands print with `--json`, or as lines of JSON.
 *
 * They are written by hand, so that a program that reads the output can hold on to them: a field that the engine gains or
 * loses is a field that someone adds or takes out here. They are strict: nothing is printed that they do not name.
 */
import type { CountError } from '../calendar/working-days.ts';
import type { CellStatus } from '../compare/cells.ts';
import type { DateDifference, DifferenceClass } from '../compare/date-differences.ts';
import type { DutyView } from '../compare/one-case.ts';
import { KINDS, type Weight } from '../findings/finding.ts';
import type { BindingRule } from '../engine/latest.ts';
import type { Answer, Problem, Reason, StartDate, Status, StepState, Truth, Verdict } from '../engine/types.ts';
import type { DayOne, Modality, NonWorkingStart, Unit } from '../policy/model.ts';

export type JsonSchema = { [keyword: string]: unknown };

/**
 * What is printed, by name: `judge-line` and `count-line` are one line each, of `judge --lines` and of `count`; the others
 * are the whole of standard output.
 */
export type OutputName = 'timetable' | 'judge' | 'judge-line' | 'count-line' | 'latest' | 'compare' | 'findings' | 'quiz';

/** Every output that has a schema. */
export const OUTPUTS: readonly OutputName[] = ['timetable', 'judge', 'judge-line', 'count-line', 'latest', 'compare', 'findings', 'quiz'];

/**
 * The schema of an output, complete in itself.
 * @example writeFileSync('timetable.schema.json', JSON.stringify(outputSchema('timetable'), null, 2))
 */
export function outputSchema(name: OutputName): JsonSchema {
  switch (name) {
    case 'timetable': return document('A timetable', 'What `timetable POLICY --json` prints.', timetable());
    case 'judge': return document('Verdicts', 'What `judge POLICY --json` prints.', judgement());
    case 'judge-line': return document('One line of verdicts', 'A line that `judge POLICY --lines` prints: the verdicts, or why the line could not be read.', judgementLine());
    case 'count-line': return document('One count', 'A line that `count` prints: the end and the days, or why there is none.', countLine());
    case 'latest': return document('The latest days', 'What `latest POLICY --step ID --by DATE --json` prints.', latest());
    case 'compare': return document('A comparison', 'What `compare POLICY POLICY --json` prints.', comparison());
    case 'findings': return document('Findings', 'What `findings [POLICY] --json` prints.', findings());
    case 'quiz': return document('Questions', 'What `quiz POLICY --seed N --count N --json` prints.', questions());
  }
}

// ---- the outputs ---------------------------------------------------------------------------------------------------

function timetable(): JsonSchema {
  return object({
    policy: ref('id'),
    given: { ...mapOf(ref('date')), description: 'Every date given, by event or step, used or not.' },
    notUsed: { ...listOf(ref('id')), description: 'Ids of `given` that move nothing in this policy.' },
    decided: mapOf(ref('id')),
    facts: mapOf(ref('answer')),
    chosen: { ...mapOf(ref('id')), description: 'Readings chosen, by the address of the doubt.' },
    conventions: object({
      dayOne: oneOf<DayOne>({ 'day-after': true, 'trigger-day': true }),
      nonWorkingStart: oneOf<NonWorkingStart>({ stands: true, 'deemed-next': true }),
    }),
    asAt: orNull(ref('date')),
    next: orNull(nextStep()),
    also: { ...listOf(nextStep()), description: 'What else presses, by its day: what is due the same day, what should come sooner if it applies, what is late besides, and the first that is not.' },
    problems: listOf(object({
      kind: oneOf<Problem['kind']>({
        'two-dates': true, 'before-start': true, 'too-early': true, 'out-of-order': true, 'planned-late': true, 'no-day-suits': true, 'not-on-this-path': true, 'which-step': true,
      }),
      about: { ...listOf(ref('id')), minItems: 1 },
      message: text(),
    })),
    steps: listOf(object({
      id: ref('id'),
      title: text(),
      state: ref('state'),
      applies: ref('truth'),
      onlyIf: orNull(ref('condition')),
      done: orNull(ref('date')),
      planned: orNull(ref('date')),
      outcome: { ...orNull(ref('id')), description: 'Of a decision, the outcome that was given: it is decided, on a day that only done says.' },
      limits: listOf(object({
        address: ref('address'), asWritten: orNull(text()), cite: listOf(ref('place')), modality: orNull(ref('modality')), applies: ref('truth'), readings: listOf(ref('limitReading')),
      })),
      safe: orNull(object({ earliest: orNull(ref('date')), latest: orNull(ref('date')) })),
      outer: orNull(object({ earliest: orNull(ref('date')), latest: orNull(ref('date')), beyondCalendar: { type: 'boolean' } })),
      workTo: orNull(ref('date')),
      conflict: orNull(text('Why no day suits every reading.')),
      lateIfLater: orNull(object({
        after: { ...orNull(ref('date')), description: 'The last day on which the later step need not be late; null where there is none within the step’s own limits.' },
        step: ref('id'),
        explanation: text('Which days its own limits allow that can make a later step late.'),
      })),
    })),
  });
}

function judgement(): JsonSchema {
  return object({ policy: ref('id'), facts: mapOf(ref('answer')), criteria: listOf(ref('criterionVerdict')) });
}

function judgementLine(): JsonSchema {
  return { oneOf: [judgement(), object({ error: text('What is wrong with the line that was read.') })] };
}

function countLine(): JsonSchema {
  return {
    oneOf: [
      object({ end: ref('date'), counted: listOf(ref('date')), skipped: listOf(ref('skippedDay')) }),
      object({ error: oneOf<CountError['error']>({ 'beyond-calendar': true, 'bad-request': true }), reason: text('Why, in a sentence.') }),
    ],
  };
}

function latest(): JsonSchema {
  return object({
    policy: ref('id'),
    step: ref('id'),
    by: ref('date'),
    bare: { type: 'boolean' },
    steps: listOf(object({
      id: ref('id'),
      title: text(),
      latest: orNull(ref('date')),
      given: orNull(ref('date')),
      because: orNull(text('The rule that binds, or why there is no day.')),
      rule: orNull(object({
        kind: oneOf<BindingRule['kind']>({ asked: true, given: true, order: true, 'window-opens': true, 'limit-given-whole': true, limit: true }),
        to: ref('id'),
        limit: orNull(ref('address')),
        under: ref('under'),
      })),
    })),
  });
}

function comparison(): JsonSchema {
  const cases = listOf(object({ facts: ref('answers'), text: text() }));
  const equal = { type: ['boolean', 'null'], description: 'Null: one of the tests is named and not listed.' };
  const limit = object({ policy: ref('id'), step: ref('id'), address: ref('address'), asWritten: orNull(text()), starts: listOf(text()) });
  const dates = listOf(object({ under: ref('under'), from: ref('date'), earliest: orNull(ref('date')), latest: orNull(ref('date')) }));
  return object({
    policies: { ...listOf(ref('id')), minItems: 2 },
    rows: listOf(object({
      dimension: ref('id'),
      same: { type: ['boolean', 'null'], description: 'True also where every document is silent. Null where nothing is known to differ and an extract does not reach so far.' },
      cells: listOf(object({
        policy: ref('id'),
        status: oneOf<CellStatus>({ stated: true, 'not-stated': true, 'not-in-extract': true, none: true }),
        inDoubt: { type: 'boolean' },
        text: { type: 'string', description: 'Empty where nothing is stated.' },
        cites: listOf(ref('place')),
      })),
    })),
    differences: listOf(object({
      dimension: ref('id'),
      a: limit,
      b: limit,
      class: oneOf<DifferenceClass>({ same: true, 'same-date': true, different: true, 'not-comparable': true }),
      of: ref('count'),
      differ: ref('count'),
      mostWorkingDays: ref('count'),
      example: orNull(object({ start: ref('date'), a: dates, b: dates })),
      readings: listOf(object({
        policy: ref('id'), under: ref('under'), because: orNull(text()), start: orNull(text()), agrees: { type: ['boolean', 'null'] }, isNoLimit: { type: 'boolean' },
      })),
      why: orNull(oneOf<NonNullable<DateDifference['why']>>({ 'starts-elsewhere': true, 'no-number': true })),
    })),
    tests: listOf(object({
      a: ref('address'), b: ref('address'), sameQuestion: { type: 'boolean' }, equal, onlyA: cases, onlyB: cases,
      readings: listOf(object({ underA: ref('under'), underB: ref('under'), equal, onlyA: cases, onlyB: cases })),
    })),
  }, { case: { ...oneCase(), description: 'One case through all, where dates or answers were given.' } });
}

function oneCase(): JsonSchema {
  return object({
    rows: listOf(object({
      dimension: ref('id'),
      title: text(),
      meaning: orNull(text()),
      stage: orNull(ref('id')),
      cells: listOf(object({
        policy: ref('id'),
        steps: listOf(object({
          step: ref('id'), title: text(), state: ref('state'), applies: ref('truth'),
          safe: orNull(ref('date')), outer: orNull(ref('date')), workTo: orNull(ref('date')), conflict: orNull(text()),
          limits: listOf(object({
            address: ref('address'), asWritten: orNull(text()), cite: listOf(ref('place')),
            dates: listOf(object({
              under: ref('under'), because: { type: 'string' }, earliest: orNull(ref('date')), latest: orNull(ref('date')), state: ref('state'), explanation: { type: 'string' },
            })),
          })),
        })),
      })),
      spread: orNull(object({ soonest: ref('date'), latest: ref('date'), workingDays: orNull(ref('count')), calendarDays: ref('count') })),
    })),
    verdicts: listOf(object({ policy: ref('id'), criteria: listOf(ref('criterionVerdict')) })),
    duties: listOf(object({ area: text(), role: oneOf<DutyView['role']>({ home: true, harm: true, both: true }), verdicts: listOf(ref('criterionVerdict')) })),
  });
}

function findings(): JsonSchema {
  const kinds = { enum: Object.keys(KINDS) };
  return object({
    findings: listOf(object({
      id: { ...ref('id'), description: 'Unique among all findings, and the same for the same fault from one release to the next.' },
      policy: ref('id'),
      kind: kinds,
      weight: oneOf<Weight>({ 'late-or-unnotified': true, confusing: true, housekeeping: true }),
      where: { type: 'string', pattern: '^#[A-Za-z0-9_-]+$', description: "The anchor on the procedure's page." },
      rules: { ...listOf(ref('address')), description: 'What it stands on: steps, tests, limits, doubts and words.' },
      statement: text(),
      example: object({
        text: text(),
        case: orNull(object({
          policy: ref('id'), on: mapOf(ref('date')), facts: mapOf(ref('answer')), decided: mapOf(ref('id')), readings: mapOf(ref('id')), conventions: object({}),
        })),
        counts: orNull(listOf(object({ title: text(), from: ref('date'), counted: listOf(ref('date')), end: ref('date') }))),
        link: orNull(text("The case as the calculator's fragment, without its #.")),
      }),
      cites: listOf(ref('place')),
      ask: text('The question to the author of the document.'),
    })),
  });
}

function questions(): JsonSchema {
  return object({
    questions: listOf(object({
      id: text(),
      prompt: text(),
      options: {
        ...listOf(object({ text: text(), correct: { type: 'boolean' }, misconception: orNull(ref('id')), because: text() })),
        minItems: 2,
        contains: { type: 'object', properties: { correct: { const: true } }, required: ['correct'] },
      },
      cites: listOf(ref('place')),
    })),
  });
}

// ---- what several of them hold -----------------------------------------------------------------------------------------

const DEFINITIONS: Record<string, JsonSchema> = {
  id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' },
  address: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*)?$', description: 'An id, or STEP/LIMIT, STEP/OUTCOME, POLICY/CRITERION.' },
  date: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'A calendar date, 2026-03-27.' },
  count: { type: 'integer', minimum: 0 },
  answer: oneOf<Answer>({ yes: true, no: true, unknown: true }),
  answers: mapOf({ enum: ['yes', 'no'] }),
  truth: { ...oneOf<Truth>({ yes: true, no: true, unknown: true }), description: 'Unknown is never no.' },
  verdict: oneOf<Verdict>({ met: true, 'not-met': true, undetermined: true }),
  unit: oneOf<Unit>({ 'working-day': true, 'calendar-day': true, hour: true, month: true }),
  modality: oneOf<Modality>({ must: true, should: true, expected: true, may: true, 'need-not': true, 'must-not': true }),
  state: oneOf<StepState>({
    done: true, 'not-applicable': true, due: true, projected: true, waiting: true, 'sets-the-clock': true, 'beyond-calendar': true, unquantified: true, 'no-limit': true,
    'not-in-force': true,
  }),
  under: { type: 'object', propertyNames: ref('address'), additionalProperties: ref('id'), description: 'The reading taken of each doubt, by the address of the doubt.' },
  place: object({ at: text(), of: orNull(ref('id')), unverified: orNull(text()) }),
  skippedDay: object({ date: ref('date'), reason: text() }),
  condition: {
    description: 'A fact, a test or STEP/OUTCOME; all, any or not of such; or a reading, ADDRESS=READING.',
    oneOf: [
      ref('address'),
      object({ all: { ...listOf(ref('condition')), minItems: 1 } }),
      object({ any: { ...listOf(ref('condition')), minItems: 1 } }),
      object({ not: ref('condition') }),
      object({ reading: { type: 'string', pattern: '^[^=]+=[^=]+$' } }),
    ],
  },
  limitReading: object({
    under: ref('under'),
    state: ref('state'),
    waitingFor: listOf(ref('id')),
    earliest: orNull(ref('date')),
    latest: orNull(ref('date')),
    unit: orNull(ref('unit')),
    approximate: { type: 'boolean' },
    from: orNull(object({
      id: ref('id'), date: ref('date'), earliest: orNull(ref('date')), basis: oneOf<StartDate['basis']>({ given: true, projected: true }),
    })),
    because: { type: 'string' },
    refutedBy: orNull(text()),
    stands: { type: 'boolean', description: 'Whether it counts: the document does not rule it out, or it was chosen all the same.' },
    counted: listOf(ref('date')),
    skipped: listOf(ref('skippedDay')),
    status: orNull(oneOf<Status>({ 'on-time': true, 'due-today': true, overdue: true, 'done-on-time': true, 'done-late': true })),
    by: orNull(ref('count')),
    byUnit: orNull(ref('unit')),
    explanation: { type: 'string' },
  }),
  reason: object({
    kind: oneOf<Reason['kind']>({ all: true, any: true, not: true, fact: true, criterion: true, outcome: true }),
    truth: ref('truth'),
    id: orNull(ref('address')),
    cite: listOf(ref('place')),
    reasons: listOf(ref('reason')),
  }),
  criterionVerdict: object({
    id: ref('id'),
    title: text(),
    listed: { type: 'boolean', description: 'False: the document names the test and does not list it.' },
    verdict: ref('verdict'),
    missing: listOf(ref('id')),
    decide: object({ met: listOf(ref('answers')), 'not-met': listOf(ref('answers')) }),
    why: listOf(ref('answers')),
    nearest: listOf(ref('answers')),
    notInForce: { ...orNull(ref('date')), description: 'The day on which it was asked, where it was not in force then.' },
    reasons: orNull(ref('reason')),
    readings: listOf(object({ under: ref('under'), verdict: ref('verdict'), refutedBy: orNull(text()) })),
    explanation: text(),
  }),
};

// ---- how a schema is put together ----------------------------------------------------------------------------------------

function document(title: string, description: string, body: JsonSchema): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, description, ...body, $defs: Object.fromEntries(definitionsIn(body)) };
}

/** The definitions that a schema needs, and those that they need themselves. */
function definitionsIn(body: JsonSchema): [string, JsonSchema][] {
  const wanted = new Set<string>();
  const look = (schema: JsonSchema): void => {
    for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)) {
      if (wanted.has(name)) continue;
      wanted.add(name);
      look(DEFINITIONS[name]!);
    }
  };
  look(body);
  return Object.entries(DEFINITIONS).filter(([name]) => wanted.has(name));
}

/** An object with these properties and no others; all of them are there, but for the optional ones. */
function object(properties: Record<string, JsonSchema>, optional: Record<string, JsonSchema> = {}): JsonSchema {
  return { type: 'object', properties: { ...properties, ...optional }, required: Object.keys(properties), additionalProperties: false };
}

/** One of a type's words: the compiler asks for each of them. */
function oneOf<T extends string>(words: Record<T, true>): JsonSchema {
  return { enum: Object.keys(words) };
}

function text(description?: string): JsonSchema {
  return { type: 'string', minLength: 1, ...(description === undefined ? {} : { description }) };
}

function nextStep(): JsonSchema {
  return object({ id: ref('id'), title: text(), state: ref('state'), by: orNull(ref('date')), explanation: text() });
}

function ref(name: string): JsonSchema { return { $ref: `#/$defs/${name}` }; }
function listOf(items: JsonSchema): JsonSchema { return { type: 'array', items }; }
function mapOf(values: JsonSchema): JsonSchema { return { type: 'object', propertyNames: ref('address'), additionalProperties: values }; }
function orNull(schema: JsonSchema): JsonSchema { return { anyOf: [schema, { type: 'null' }] }; }
