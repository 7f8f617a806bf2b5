/**
 * The raw shape of a policy file and of the vocabulary, as they are written in YAML.
 *
 * Unknown keys are refused everywhere. What can only be judged with the rest of the file, the vocabulary or the other
 * policies in view is not here but in the check. `policies/README.md` describes each field to the people who write them.
 *
 * A message is two parts with a tab between them, what is wrong and how to mend it; `schema-fault.ts` reads them.
 */
import { z } from 'zod';
import { isPartialDate, PARTIAL_DATE } from './partial-date.ts';

/**
 * Each thing that a policy file or the vocabulary holds, by the name that faults and the field guide call it, with its keys.
 *
 * @example keysOfThings.get('a limit')?.has('within') // true
 */
export const keysOfThings = new Map<string, Set<string>>();

// ---- text ---------------------------------------------------------------------------------------

// Patterns keep to what every reader of a JSON Schema understands: no flags, no names of alphabets.

/** Latin letters with their accents, and digits. */
const lettersAndDigits = 'A-Za-z0-9À-ÖØ-öø-ɏḀ-ỿ';
/** What may stand in a title, because titles end in chart labels, whose letters have to be measured. */
const labelAlphabet = `${lettersAndDigits} .,:;'‘’"“”()/\\-–—…&?!%+`;
const labelPattern = new RegExp(`^(?!.*&\\w+;)(?=.*[${lettersAndDigits}])[${labelAlphabet}]+$`);
const outsideLabel = new RegExp(`[^${labelAlphabet}]`, 'u');
const allowedInLabel = `letters, digits, spaces and . , : ; ' " ( ) / - – & ? ! % +`;
/** Prose is escaped wherever it is shown; only characters that cannot be shown are kept out. */
const hidden = '\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069';
const prosePattern = new RegExp(`^(?=[\\s\\S]*\\S)[^${hidden}]+$`);
const outsideProse = new RegExp(`[${hidden}]`);

const label = text(160).regex(labelPattern, { error: (issue) => unsafeLabel(String(issue.input)) });
const prose = text(4000).regex(prosePattern, { error: (issue) => unshowable(String(issue.input)) });
const phrase = text(500).regex(prosePattern, { error: (issue) => unshowable(String(issue.input)) });

/** Ids stand in addresses, anchors and permalinks, so they hold nothing that means something there. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const id = text(80).regex(idPattern, {
  error: (issue) => `"${shown(String(issue.input))}" cannot be an id\tuse letters, digits and hyphens only, such as "send-scoping"`,
});
const leaf = text(161).regex(/^[A-Za-z0-9][A-Za-z0-9_-]*(\/[A-Za-z0-9][A-Za-z0-9_-]*)?$/, {
  error: (issue) => `"${shown(String(issue.input))}" cannot be a condition\twrite a fact, a criterion of this file, or STEP/OUTCOME`,
});

const each = text(160, '"each" names what there is one of each time\twrite it in a word or two, such as: each: return').regex(labelPattern, { error: (issue) => unsafeLabel(String(issue.input)) });

function text(longest: number, error?: string): z.ZodString {
  return z
    .string(error === undefined ? undefined : { error })
    .min(1, { error: 'this text is empty\tgive it a value, or take the key away' })
    .max(longest, { error: (issue) => `this text has ${String(issue.input).length} characters\tshorten it to ${longest} or fewer` });
}

function unsafeLabel(written: string): string {
  const entity = /&\w+;/u.exec(written);
  if (entity) return `"${shown(entity[0])}" may not stand in a title\twrite the character itself; a title may hold ${allowedInLabel}`;
  const found = outsideLabel.exec(written);
  if (!found) return `this title has no letter and no digit\tgive it a name`;
  return `"${shown(found[0])}" may not stand in a title\ttake it out; a title may hold ${allowedInLabel}`;
}

function unshowable(written: string): string {
  const found = outsideProse.exec(written);
  if (!found) return 'this text is blank\tgive it a value, or take the key away';
  return `"${shown(found[0])}" cannot be shown and may not stand in a text\ttake it out`;
}

/** A piece of what was written, fit to be put in a one-line message. */
function shown(written: string): string {
  const short = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  return short.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200B-\u200F\u202A-\u202E\u2066-\u2069]/gu, (character) =>
    character === '\n' ? 'line break' : `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

// ---- dates and counts -------------------------------------------------------------------------------

const dateMessage = (written: unknown) =>
  `"${shown(String(written))}" is not a date\twrite 2022, 2022-06 or 2022-06-17, as precise as the document`;
const yearAlone = z.int().min(1000, { error: (issue) => dateMessage(issue.input) }).max(9999, { error: (issue) => dateMessage(issue.input) });
const dateText = z
  .string()
  .regex(PARTIAL_DATE, { error: (issue) => dateMessage(issue.input), abort: true })
  .refine(isPartialDate, { error: (issue) => dateMessage(issue.input) });
const date = z.union([yearAlone, dateText], { error: (issue) => dateMessage(issue.input) });
const inForce = thing('a period of validity', { from: date.optional(), to: date.optional() });

const countMessage = 'an amount of time is a whole number, 0 or more\twrite it in digits and without quotes, such as 5';
const count = z
  .int({ error: countMessage })
  .min(0, { error: countMessage })
  .max(10000, { error: 'an amount of time may not be more than 10000\twrite the amount that the document gives' });
const countPair = z.tuple([count, count], { error: 'a window is two whole numbers\twrite it as [7, 13], the first day and the last' });

// ---- the small shapes -----------------------------------------------------------------------------------

/** A strict object that knows what it is called, so that a fault can say "is not a key of a limit". */
function thing<S extends z.ZodRawShape>(name: string, shape: S) {
  keysOfThings.set(name, new Set([...(keysOfThings.get(name) ?? []), ...Object.keys(shape)]));
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return `${name}\t${Object.keys(shape).join(' ')}`;
      return `${name} is a group of keys and values here\twrite it as one, with any of: ${Object.keys(shape).join(', ')}`;
    },
  });
}

function oneOrMany<T extends z.ZodType>(one: T, name: string, mend = `write ${name}, or [ … , … ]`) {
  return z.union([one, listOf(one, name)], { error: `this should be ${name}, or a list of them\t${mend}` });
}

function listOf<T extends z.ZodType>(one: T, name: string) {
  return section(one, name).min(1, { error: 'this list is empty\tfill it, or take the key away' });
}

/** A part of a file that may stand empty: nothing is meant by it that leaving it out would not mean. */
function section<T extends z.ZodType>(one: T, name: string) {
  return z
    .array(one, { error: `this should be a list\tbegin each ${name} with a hyphen on a line of its own` })
    .max(1000, { error: 'this list has more than 1000 entries\tshorten it' });
}

function oneOf<const V extends readonly [string, ...string[]]>(values: V) {
  return z.enum(values);
}

const placeMessage = (issue: { input?: unknown }) =>
  typeof issue.input === 'number' || typeof issue.input === 'boolean'
    ? 'a place is a text, and this is not in quotes\tquote it'
    : 'this is not a place\twrite a quoted text, a list of them, or { at, of, unverified }';
const placeText = z
  .string({ error: placeMessage })
  .max(300, { error: 'a place has at most 300 characters\tshorten it' })
  .regex(prosePattern, { error: (issue) => unshowable(String(issue.input)) });
const placeObject = thing('a place', { at: placeText, of: id.optional(), unverified: prose.optional() });
const onePlace = z.union([placeText, placeObject], { error: placeMessage });
const place = z.union([placeText, placeObject, listOf(onePlace, 'place')], { error: placeMessage });

const whoMessage = 'this does not say who\twrite an actor, a list of actors (together), or { any: [ … ] } (either)';
const who = z.union([id, listOf(id, 'actor'), thing('a choice of actors', { any: listOf(id, 'actor') })], { error: whoMessage });

/** A condition as it is written. */
export type RawTree = string | { all: RawTree[] } | { any: RawTree[] } | { not: RawTree };
const treeMessage = 'this is not a condition\twrite a fact, a criterion, STEP/OUTCOME, or one of all, any and not';
const tree: z.ZodType<RawTree> = z.lazy(() =>
  z.union(
    [
      leaf,
      thing('a condition', { all: listOf(tree, 'condition') }),
      thing('a condition', { any: listOf(tree, 'condition') }),
      thing('a condition', { not: tree }),
    ],
    { error: treeMessage },
  ),
);

/** What a count starts from, as it is written. */
export type RawStart = string | { first: RawStart[] } | { last: RawStart[] };
const startMessage = 'this is not a start\twrite an event, a step, or one of { first: [ … ] } and { last: [ … ] }';
const start: z.ZodType<RawStart> = z.lazy(() =>
  z.union([id, thing('a start', { first: listOf(start, 'start') }), thing('a start', { last: listOf(start, 'start') })], {
    error: startMessage,
  }),
);

const unit = oneOf(['working-day', 'calendar-day', 'hour', 'month']);
const dayOne = oneOf(['trigger-day', 'day-after']);
const nonWorkingStart = oneOf(['stands', 'deemed-next']);
const modality = oneOf(['must', 'should', 'expected', 'may', 'need-not', 'must-not']);
const ids = (name: string) => oneOrMany(id, name);
const told = oneOrMany(z.union([id, thing('a body told', { who: id, when: tree.optional() })], { error: 'this does not say who is told\twrite an actor, or { who, when }' }), 'an actor');
const next = ids('a step');

// ---- doubt: readings laid over a thing ----------------------------------------------------------------------

const readingKeys = { id, because: prose, cite: place.optional(), refutedBy: prose.optional() };
keysOfThings.set('a reading', new Set(Object.keys(readingKeys)));

/** The keys of a thing with its doubt: any of those keys may stand in a reading too. */
function doubtable<S extends z.ZodRawShape>(name: string, shape: S) {
  const reading = z.strictObject(
    {
      ...z.object(shape).partial().shape,
      ...readingKeys,
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `a reading of ${name}\t${[...Object.keys(readingKeys), ...Object.keys(shape)].join(' ')}`
          : 'a reading is a group of keys and values\tgive it an id, because, and what it changes',
    },
  );
  return {
    ...shape,
    doubt: oneOf(['not-stated', 'ambiguous', 'conflicting']).optional(),
    readings: z
      .array(reading, { error: 'readings are a list\tbegin each reading with a hyphen on a line of its own' })
      .min(2, { error: 'a doubt has two readings or more\tadd the other reading, or take the doubt away' })
      .max(20, { error: 'a doubt has at most 20 readings\ttake some away' })
      .optional(),
  };
}

// ---- clocks, limits -------------------------------------------------------------------------------------------

const counting = {
  from: start.optional(),
  unit: unit.optional(),
  dayOne: dayOne.optional(),
  nonWorkingStart: nonWorkingStart.optional(),
};

const clock = thing('a clock', {
  id,
  cite: place.optional(),
  ...doubtable('a clock', { asWritten: phrase.optional(), ...counting }),
});

const yes = (name: string) => z.literal(true, { error: `${name} is only ever true\twrite "${name}: true", or take the key away` });

const limitKeys = {
  asWritten: phrase.optional(),
  within: count.optional(),
  between: countPair.optional(),
  exactly: count.optional(),
  atLeast: count.optional(),
  about: count.optional(),
  day: count.optional(),
  days: z
    .union([countPair, thing('a window of numbered days', { from: count.optional(), to: count.optional() })], {
      error: 'this is not a window of numbered days\twrite it as [7, 8], or { to: 15 } for "by Day 15"',
    })
    .optional(),
  sameDayAs: start.optional(),
  before: start.optional(),
  after: start.optional(),
  unquantified: yes('unquantified').optional(),
  none: yes('none').optional(),
  ...counting,
  clock: id.optional(),
  when: tree.optional(),
  inForce: inForce.optional(),
  modality: modality.optional(),
};
const limit = thing('a limit', { id: id.optional(), cite: place.optional(), ...doubtable('a limit', limitKeys) });

// ---- criteria ---------------------------------------------------------------------------------------------------

const criterionKeys = { note: prose.optional(), for: id.optional(), when: tree.optional(), inForce: inForce.optional() };
const criterion = thing('a criterion', {
  id,
  cite: place.optional(),
  ...doubtable('a criterion', { title: label, ...criterionKeys }),
});

// ---- steps --------------------------------------------------------------------------------------------------------

const headsMessage = 'this is no number of people\twrite a whole number from 1 to 100';
const heads = z.int({ error: headsMessage }).min(1, { error: headsMessage }).max(100, { error: headsMessage });
const seat = z.union([id, thing('a seat', { who: id, atLeast: heads.optional() })], {
  error: 'this does not say who sits\twrite an actor, or { who, atLeast }',
});
const seats = oneOrMany(seat, 'an actor');
const quorum = thing('a quorum', {
  cite: place.optional(),
  ...doubtable('a quorum', {
    must: seats.optional(),
    should: seats.optional(),
    may: seats.optional(),
    chair: who.optional(),
    independence: prose.optional(),
  }),
});

const outcome = thing('an outcome', {
  outcome: id,
  cite: place.optional(),
  ...doubtable('an outcome', {
    title: label.optional(),
    tells: told.optional(),
    next: next.optional(),
    backTo: id.optional(),
  }),
});

const needed = z.union(
  [id, thing('a choice of documents', { any: listOf(id, 'document') }), thing('a document if there is one', { ifAny: ids('a document') })],
  { error: 'this does not say which document\twrite a document, { any: [ … ] } or { ifAny: … }' },
);

const step = thing('a step', {
  id,
  cite: place.optional(),
  ...doubtable('a step', {
    does: ids('a task'),
    title: label,
    note: prose.optional(),
    actor: who.optional(),
    with: who.optional(),
    consults: who.optional(),
    recommends: who.optional(),
    finalSay: who.optional(),
    tells: told.optional(),
    modality: modality.optional(),
    trigger: ids('an event').optional(),
    marks: ids('an event').optional(),
    when: tree.optional(),
    each: each.optional(),
    needs: oneOrMany(needed, 'a document').optional(),
    produces: ids('a document').optional(),
    records: ids('a document').optional(),
    limits: oneOrMany(limit, 'a limit', 'write how much and from when, such as { within: 5, unit: working-day, from: referral-received } or { sameDayAs: notification-sent }').optional(),
    quorum: quorum.optional(),
    next: next.optional(),
    test: id.optional(),
    outcomes: listOf(outcome, 'outcome').optional(),
    inForce: inForce.optional(),
  }),
});

// ---- the document ---------------------------------------------------------------------------------------------------

const source = thing('a source', {
  title: label,
  form: oneOf(['text', 'flowchart']).optional(),
  citedBy: phrase.optional(),
  dated: z.union([yearAlone, z.literal('not-stated'), dateText], { error: (issue) => dateMessage(issue.input) }).optional(),
  version: z
    .union([phrase, z.int()], { error: 'a version is a text, and YAML reads this as something else\tquote it' })
    .optional(),
  reviewBy: z
    .union([
      yearAlone,
      phrase.refine((written) => !/^\d{4}(-|$)/.test(written) || isPartialDate(written), { error: (issue) => dateMessage(issue.input) }),
    ], { error: (issue) => dateMessage(issue.input) })
    .optional(),
  publisher: phrase.optional(),
  url: text(2000)
    .regex(/^https?:\/\/[^\s<>"'`\\]+$/, { error: 'this is not the address of a page\twrite it in full, from https:// on' })
    .optional(),
  retrieved: date.optional(),
  checkedBy: thing('a check by the partnership', { who: phrase, dated: date }).optional(),
  extent: oneOf(['whole', 'extract']),
  missing: oneOrMany(prose, 'a text').optional(),
  places: listOf(placeText, 'place').optional(),
  covers: ids('a stage').optional(),
});

const sentence = thing('a statement', { text: prose, cite: place.optional() });

/** A policy file. */
export const policySchema = thing('a policy file', {
  title: label,
  kind: oneOf(['statutory-guidance', 'regional-guidance', 'local-procedure']),
  area: label.optional(),
  calendar: z.literal('england-and-wales', { error: 'no bank holidays but those of England and Wales are known here\twrite england-and-wales, or take the key away' }).optional(),
  supersedes: id.optional(),
  inForce: inForce.optional(),
  note: prose.optional(),
  source,
  follows: section(thing('a document followed', { guidance: id, cite: place.optional(), note: prose.optional() }), 'entry').optional(),
  silent: section(
    thing('a silence', { dimension: id, is: oneOf(['not-stated', 'not-in-extract']), cite: place.optional(), because: prose.optional() }),
    'entry',
  ).optional(),
  words: section(
    thing('a word', {
      id,
      called: oneOrMany(phrase, 'a text').optional(),
      members: ids('an actor').optional(),
      cite: place.optional(),
      note: prose.optional(),
    }),
    'entry',
  ).optional(),
  definitions: section(
    thing('a definition', {
      fact: id,
      decidedBy: who.optional(),
      includes: oneOrMany(prose, 'a text').optional(),
      exhaustive: z.boolean({ error: 'exhaustive is true or false\twrite true or false, without quotes' }).optional(),
      cite: place.optional(),
      note: prose.optional(),
    }),
    'entry',
  ).optional(),
  aims: section(sentence, 'entry').optional(),
  contacts: section(sentence, 'entry').optional(),
  clocks: section(clock, 'clock').optional(),
  criteria: section(criterion, 'criterion').optional(),
  steps: section(step, 'step').optional(),
});

// ---- the vocabulary ---------------------------------------------------------------------------------------------------

const term = { title: label, meaning: prose.optional() };

function entries<T extends z.ZodType>(entry: T) {
  return z.record(id, entry, { error: 'this should be ids, each with its entry\twrite "id: { title: … }"' }).optional();
}

const selectorBase = { id, ...term, stage: id.optional() };
const dimension = z.union(
  [
    thing('a dimension', {
      ...selectorBase,
      does: ids('a task'),
      show: oneOf(['title', 'actor', 'limits', 'startEvents', 'tells', 'recommends', 'quorum', 'outcomes', 'outcomes.not-met']),
    }),
    thing('a dimension', { ...selectorBase, test: id }),
    thing('a dimension', { ...selectorBase, fact: id }),
    thing('a dimension', { ...selectorBase, body: id }),
    thing('a dimension', { ...selectorBase, definition: id }),
    thing('a dimension', {
      ...selectorBase,
      policy: oneOf([
        'source.dated', 'source.reviewBy', 'source.form', 'source.version', 'source.publisher', 'source.title', 'source.url',
        'source.retrieved', 'source.extent', 'source.missing', 'source.citedBy',
        'follows', 'conventions', 'supersededWords',
      ]),
    }),
  ],
  { error: 'a dimension has one selector\tgive it does with show, or one of test, fact, body, definition and policy' },
);

/** `vocabulary.yaml`. */
export const vocabularySchema = thing('the vocabulary', {
  stages: section(z.union([id, thing('a stage', { id, ...term })], { error: 'this is not a stage\twrite an id, or { id, title, meaning }' }), 'stage').optional(),
  tasks: entries(thing('an entry of tasks', { ...term, stage: id })),
  tests: entries(thing('an entry of tests', term)),
  actors: entries(
    thing('an entry of actors', {
      ...term,
      kind: oneOf(['any-agency', 'agency', 'meeting', 'person', 'body']).optional(),
      near: ids('an actor').optional(),
      partOf: id.optional(),
      members: ids('an actor').optional(),
      succeededBy: id.optional(),
      since: date.optional(),
    }),
  ),
  events: entries(thing('an entry of events', { ...term, main: yes('main').optional() })),
  facts: entries(
    thing('an entry of facts', {
      ...term,
      title: label.optional(),
      ask: label,
      judgement: z.boolean({ error: 'judgement is true or false\twrite true or false, without quotes' }).optional(),
      area: oneOf(['home', 'harm', 'outside']).optional(),
      about: oneOf(['young-person', 'anyone']).optional(),
      happened: oneOf(['death', 'harm']).optional(),
    }),
  ),
  documents: entries(thing('an entry of documents', { ...term, succeededBy: id.optional() })),
  outcomes: entries(thing('an entry of outcomes', term)),
  guidance: entries(
    thing('an entry of guidance', {
      ...term,
      shortTitle: label.optional(),
      inForce: inForce.optional(),
      succeededBy: id.optional(),
      url: source.shape.url,
      unverified: prose.optional(),
    }),
  ),
  dimensions: section(dimension, 'dimension').optional(),
});

export type RawPolicy = z.infer<typeof policySchema>;
export type RawVocabulary = z.infer<typeof vocabularySchema>;
export type RawStep = z.infer<typeof step>;
export type RawOutcome = z.infer<typeof outcome>;
export type RawQuorum = z.infer<typeof quorum>;
export type RawLimit = z.infer<typeof limit>;
export type RawClock = z.infer<typeof clock>;
export type RawCriterion = z.infer<typeof criterion>;
export type RawPlace = z.infer<typeof place>;
export type RawWho = z.infer<typeof who>;
export type RawTold = z.infer<typeof told>;
export type RawSeats = z.infer<typeof seats>;
export type RawNeeded = z.infer<typeof needed>;
export type RawInForce = z.infer<typeof inForce>;
export type RawDimension = z.infer<typeof dimension>;
