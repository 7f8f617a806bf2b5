import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { formatFault } from '../policy/fault.ts';
import { loadPolicyFiles, loadPolicySet } from '../policy/load.ts';
import type { Policy, PolicySet, Vocabulary } from '../policy/model.ts';
import { CommandError, readArguments, UsageError, type Command } from './command.ts';

/** @example `rulebook new north-vale` */
export const newCommand: Command = {
  name: 'new',
  usage: 'new ID [--policies DIR]',
  gives: 'a policy file to fill in, policies/ID.yaml, with a comment for each thing it may hold, and an account to write, content/guidance/ID.mdx',
  run(args) {
    const { values, positionals } = readArguments(args, { policies: { type: 'string' } }, 1);
    const [id] = positionals;
    if (id === undefined) throw new UsageError('give one id, such as "north-vale": it names the file and the page');
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw new CommandError(`"${id}" cannot be an id of a policy; use small letters, digits and hyphens, such as "north-vale"`);
    const directory = values.policies ?? 'policies';
    const file = join(directory, `${id}.yaml`);
    if (existsSync(file)) throw new CommandError(`there is already a ${file}; give another id, or take the file away`);
    const set = setOrVocabulary(directory);
    writeFileSync(file, policyTemplate(set, schemaFor(directory)), { flag: 'wx' });
    process.stdout.write(`${file}\nFill it in, and look as often as you like: npm run --silent rulebook -- check ${file}\n`);
    process.stdout.write(startAccount(directory, id));
    return 0;
  },
};

/** Writes the account to begin with, where there is none yet. @returns what to say of it; nothing where the set is not a site's */
function startAccount(directory: string, id: string): string {
  const accounts = join(directory, '..', 'content', 'guidance');
  if (!existsSync(accounts)) return '';
  const file = join(accounts, `${id}.mdx`);
  if (existsSync(file)) return `${file}\nIt was there already, and is left as it was.\n`;
  writeFileSync(file, ACCOUNT, { flag: 'wx' });
  return `${file}\nWrite it last, once the rules hold. Until then the page says that it is not written, and the tests refuse it.\n`;
}

/** What a page says of an account that nobody has written. The tests refuse an account that still says it. */
export const NOT_WRITTEN = 'This account has not been written yet.';

// The parts with a step are named without one: an account that names a step which its rules lack is refused.
const ACCOUNT = `{/* What the page of the procedure shows under "In plain words". Take the sentence below away, and write headings
and what a newcomer would miss, in your own words. Who does what, by when and what follows is never typed; it comes from the
rules through parts, each on a line of its own:

  Begins    what sets the procedure off
  Tests     the tests that the document names
  Does      with step="ID": who does a step, whom they tell and by when
  Leads     with step="ID": what a decision leads to
  Room      with step="ID": who must be in the room
  Unclear   what is in doubt

Name four steps or more. wst.mdx beside this file is a finished example. Usual headings: How it begins, Finding out what is
known, The meeting, Afterwards. */}

${NOT_WRITTEN}

### How it begins

<Begins />

<Tests />

### Afterwards

<Unclear />
`;

/**
 * The text of a new policy file. Only what every file needs is there to fill in, and the check names those lines; all
 * else stands as comments, one example of each thing a file may hold, and the words of the vocabulary at the end.
 *
 * @param schema the address of the JSON Schema for editors, from the file's own folder
 * @example writeFileSync('policies/north-vale.yaml', policyTemplate(set, './policy.schema.json'))
 */
export function policyTemplate({ vocabulary, policies }: PolicySet, schema: string): string {
  return `# yaml-language-server: $schema=${schema}\n${SKELETON}${wordsAsComments(vocabulary)}${idsInUse(policies)}`;
}

/** The set; where one of its files does not hold yet, the vocabulary alone. @throws CommandError for a vocabulary that does not hold */
function setOrVocabulary(directory: string): PolicySet {
  const { set } = loadPolicySet(directory);
  if (set !== null) return set;
  const words = loadPolicyFiles([], join(directory, 'vocabulary.yaml'));
  if (words.set === null) throw new CommandError(words.faults.map(formatFault).join('\n'));
  return words.set;
}

/** The schema that lies in the folder itself, or else the project's own. */
function schemaFor(directory: string): string {
  const name = 'policy.schema.json';
  if (existsSync(join(directory, name))) return `./${name}`;
  return relative(resolve(directory), resolve('policies', name)).replaceAll('\\', '/');
}

// One hash begins an example, so that uncommenting any part of it gives lines that hold; two begin an explanation.
const SKELETON = `##
## One document as rules. Write what the document says and where; leave out what it does not say. Nothing is guessed:
## where it can be read in two ways, write both as readings. Use your own words; copy only the few that carry a limit.
##
## Two hashes begin an explanation, one begins an example: take that one away (in an editor, uncomment the lines) and write
## what your document says. policies/README.md has a row for each field, and docs/adding-a-partnership.md the order of work.

## ---- 1. The document -------------------------------------------------------------------------------------------------
## These four lines every file needs.

title:                              # the partnership's or the document's short name, as the site will show it
kind:                               # local-procedure, regional-guidance or statutory-guidance
source:
  title:                            # the document's own title
  extent:                           # whole, or extract: it decides what silence means
#  form: text                       # or flowchart
#  citedBy: numbered paragraph      # what a place in it is called
#  dated: 2024-06                   # as precise as the document; not-stated where it gives no date
#  version: "1.2"
#  reviewBy: 2026-06
#  publisher: The partnership
#  url: https://www.example.org/process.pdf
#  retrieved: 2026-01-31            # the day you read it there
#  checkedBy: { who: The manager of the partnership team, dated: 2026-02-28 }   # only once the partnership has checked this file
#  missing: [The appendix]          # what is lost or was not seen
#  covers: [scoping]                # of an extract: the stages that it holds whole
#  places: ["1", "2", "3", "4", "5", "6", "7"]   # every place that you cite, in quotes; then a slip in a citation is found

calendar: england-and-wales
#area: North Vale                   # only if the document names it
#supersedes: older-id               # the older edition, where that is kept here too
#inForce: { from: 2024-06-01 }
#note: Anything else about the document, in your own words.

#follows:                           # law and guidance that it names
#  - { guidance: working-together-2023, cite: "1" }

#silent:                            # only where its very place was read and does not say
#  - { dimension: quorum, is: not-stated, cite: "5", because: The paragraph on the meeting names nobody who must come. }

#words:                             # its own names for bodies and things
#  - { id: partnership-team, called: [Business Unit], cite: "2" }
#  - { id: safeguarding-partners, called: [Partners], members: [local-authority, police, integrated-care-board], cite: "2" }

#definitions:                       # what it says about a fact that is a judgement
#  - { fact: child-seriously-harmed, decidedBy: safeguarding-partners, includes: [Lasting injury], exhaustive: false, cite: "3" }

#aims:
#  - { text: To learn quickly from what happened., cite: "1" }

#contacts:
#  - { text: The address for referrals stands in the appendix., cite: "7" }

## ---- 2. What the days run from, where several limits share it ------------------------------------------------------------
## dayOne: trigger-day where the start is Day 1, day-after where it is Day 0. Leave it out where the document does not say.

#clocks:
#  - id: review-days
#    asWritten: Day 1 is the day of the referral
#    cite: "4"
#    from: referral-received         # an event, a step, or { first: [ … ] } or { last: [ … ] }
#    unit: working-day               # working-day, calendar-day, hour or month
#    dayOne: trigger-day
#    nonWorkingStart: stands         # or deemed-next; only if stated

## ---- 3. The tests --------------------------------------------------------------------------------------------------------
## A condition is a fact, a test of this file, STEP/OUTCOME, or all, any or not of such. A test that the document names
## and does not list has no "when".

#criteria:
#  - id: serious-incident
#    title: A serious incident
#    note: In your own words; no rule may hide in it.
#    for: notify-panel               # which question it answers, so that it can be compared
#    cite: "3"
#    when: { all: [abuse-or-neglect-known-or-suspected, { any: [child-died, child-seriously-harmed] }] }
#    inForce: { from: 2024-06-01 }

## ---- 4. The steps, in the document's order -------------------------------------------------------------------------------
## Who, with whom, what sets it off, by when, what follows. A limit has one amount: within: 5; between: [7, 13];
## exactly: 5; atLeast: 2; about: 10; day: 6 or days: [7, 8] or days: { to: 15 } with a clock; sameDayAs, before or
## after: START; unquantified: true. Its unit is what the document says: "days" alone is a doubt, as in return-scoping.

#steps:
#  - id: receive-referral
#    does: receive-referral
#    title: Receive the referral
#    cite: "2"
#    actor: partnership-team
#    trigger: incident-known         # what sets it off, where no step leads to it
#    marks: referral-received        # doing it is the event
#    next: decide-notification
#
#  - id: decide-notification         # a decision: its outcomes say what follows
#    does: decide-notification
#    title: Decide whether the Panel must be notified
#    cite: "3"
#    actor: [local-authority, police]   # together; { any: [ … ] } is one of them
#    consults: independent-chair
#    finalSay: local-authority
#    test: serious-incident          # or judgement
#    limits: { asWritten: within 2 working days, within: 2, unit: working-day, from: referral-received }
#    outcomes:
#      - { outcome: met, title: "Yes", cite: "3", next: [notify-panel, send-scoping] }
#      - { outcome: not-met, title: "No", cite: "3", tells: [referring-agency], next: end }
#
#  - id: notify-panel
#    does: notify-panel
#    title: Notify the national Panel
#    cite: "3"
#    actor: local-authority
#    tells: [national-panel, { who: ofsted, when: looked-after-child }]
#    modality: must                  # must, should, expected, may, need-not or must-not; absent: it only describes it
#    marks: notification-sent
#    limits: { asWritten: within five working days, within: 5, unit: working-day, from: incident-known }
#
#  - id: send-scoping
#    does: send-scoping
#    title: Ask the agencies what they know
#    cite: "4"
#    actor: partnership-team
#    tells: agencies
#    produces: scoping-template
#    limits: { asWritten: on Day 2, day: 2, clock: review-days }
#    next: return-scoping
#
#  - id: return-scoping              # a doubt: both readings are kept, and each has its date
#    does: return-scoping
#    title: Return what is known
#    cite: "4"
#    actor: agencies
#    needs: [scoping-template]
#    each: Return                    # done once for each of these
#    limits:
#      asWritten: within 5 days
#      within: 5
#      from: send-scoping
#      doubt: ambiguous              # or not-stated, or conflicting
#      readings:
#        - { id: working-days, unit: working-day, because: Every other limit of the document is in working days. }
#        - { id: calendar-days, unit: calendar-day, because: The paragraph says days and nothing more. }
#    next: rapid-review-meeting
#
#  - id: rapid-review-meeting
#    does: rapid-review-meeting
#    title: Hold the rapid review meeting
#    note: In your own words; no rule may hide in it.
#    cite: "5"
#    actor: safeguarding-partners
#    with: agencies
#    records: daily-log
#    when: decide-notification/met   # it applies only then
#    limits: { asWritten: Day 7 to 13, days: [7, 13], clock: review-days }
#    quorum:
#      must: [safeguarding-partners]
#      should: [{ who: agencies, atLeast: 2 }]
#      may: [education]
#      chair: independent-chair
#      independence: The chair works for none of the three partners.
#      cite: "5"
#    next: decide-review
#
#  - id: decide-review
#    does: decide-review
#    title: Decide whether to hold a practice review
#    cite: "5"
#    actor: safeguarding-partners
#    recommends: case-review-group
#    test: judgement
#    outcomes:
#      - { outcome: practice-review, title: "Yes", cite: "5", next: report-to-panel }
#      - { outcome: no-practice-review, title: "No", cite: "5", next: report-to-panel }
#      - { outcome: sent-back, title: More is needed, cite: "5", backTo: rapid-review-meeting }
#
#  - id: report-to-panel
#    does: report-to-panel
#    title: Send the report to the national Panel
#    cite: "6"
#    tells: national-panel           # no actor: the document does not say who
#    limits:
#      - { id: in-days, asWritten: by Day 15, days: { to: 15 }, clock: review-days }
#      - { id: after-meeting, asWritten: promptly after the meeting, unquantified: true, from: rapid-review-meeting }
#    next: end
`;

const SECTIONS = ['tasks', 'events', 'facts', 'actors', 'documents', 'outcomes', 'tests', 'guidance'] as const;
const USED_IN: Record<(typeof SECTIONS)[number], string> = {
  tasks: 'does', events: 'trigger, marks and from', facts: 'when', actors: 'actor, with, tells and the like',
  documents: 'needs, produces and records', outcomes: 'outcome', tests: 'for', guidance: 'follows',
};

function wordsAsComments(vocabulary: Vocabulary): string {
  const sections = SECTIONS.map((section) => {
    const entries = Object.values(vocabulary[section]).map((entry) => `##   ${entry.id.padEnd(38)} ${'ask' in entry ? entry.ask : entry.title}`);
    return [`## ${section}, for ${USED_IN[section]}`, ...entries].join('\n');
  });
  const dimensions = vocabulary.dimensions.map(({ id, title }) => `##   ${id.padEnd(38)} ${title}`);
  return [
    '',
    '## ---- The words of the vocabulary --------------------------------------------------------------------------------------------',
    '## What no word here fits goes into vocabulary.yaml first, with its meaning. Take this list away when you are done.',
    '',
    ...sections.flatMap((section) => [section, '']),
    '## dimensions, for silent',
    ...dimensions,
    '',
  ].join('\n');
}

/** A step is named alike in every file, so the ids in use are worth knowing. */
function idsInUse(policies: readonly Policy[]): string {
  const counts = new Map<string, number>();
  for (const { id } of policies.flatMap(({ steps }) => steps)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const shared = [...counts].filter(([, files]) => files > 1).map(([id]) => id).sort();
  return shared.length === 0 ? '' : `\n## ids of steps that several files share\n${shared.map((id) => `##   ${id}`).join('\n')}\n`;
}
