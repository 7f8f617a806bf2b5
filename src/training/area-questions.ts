/** Questions about documents: in which of them does it stand so? */
import { actorWithSuccessor, uncapital } from '../engine/words.ts';
import { idsOfStart } from '../policy/starts.ts';
import type { Id, Place, Policy, Start, Step, Vocabulary, Who } from '../policy/model.ts';
import { countsDays, limitInFull, limitsInWords } from './limits-as-read.ts';
import { membersOf, related } from './people-questions.ts';
import { citeText, compose, quoted, type Rules, type Stem, type WrongAnswer } from './question.ts';

/** What a document says of a task, under one reading: what it is told apart by, and how it is said. */
interface Saying { key: string; text: string; cite: Place[]; refuted: boolean; inDoubt: boolean; /** The bodies it names. */ bodies: Id[] }
type Say = (policy: Policy, vocabulary: Vocabulary, tasks: readonly Id[]) => Saying[];

/**
 * Which documents give this limit, have this body do it, want this body in the room.
 *
 * @example areaStems(rules).map(({ id }) => id) // ['area/limit/send-scoping/…', …]
 */
export function areaStems(rules: Rules): Stem[] {
  const tasks = [...new Set(rules.policy.steps.map(({ does }) => does[0]!))];
  return [
    ...tasks.flatMap((task) => stemsFor(rules, `limit/${task}`, [task], limitsSaid, (text, title) => `${quoted(title)}, ${text}: which document has that?`)),
    ...tasks.flatMap((task) => stemsFor(rules, `who/${task}`, [task], actorsSaid, (text, title) => `${quoted(title)}, by ${uncapital(text)}: in which document is it so?`)),
    // Some documents put the quorum to the meeting, and some to the decision taken in it.
    ...stemsFor(rules, 'room', quorumTasks(rules), seatsSaid, (text) => `Those who meet can decide only with ${uncapital(text)} there: in which document is it so?`),
  ];
}

function stemsFor(rules: Rules, what: string, tasks: readonly Id[], say: Say, ask: (text: string, task: string) => string): Stem[] {
  const own = say(rules.policy, rules.vocabulary, tasks).filter(({ refuted }) => !refuted);
  const title = rules.vocabulary.tasks[tasks[0] ?? '']?.title ?? what;
  return [...new Map(own.map((saying) => [saying.key, saying])).values()].map((saying, place): Stem => {
    const id = `area/${what}${place === 0 ? '' : `/${place + 1}`}`;
    return {
      id, kind: 'area', varies: false,
      draw: (random) => {
        const right: { policy: Policy; found: Saying }[] = [];
        const wrong: WrongAnswer[] = [];
        for (const policy of rules.set.policies) {
          const said = say(policy, rules.vocabulary, tasks);
          const [having] = stepsFor(policy, tasks);
          const standingSaid = said.filter(({ refuted }) => !refuted);
          const found = standingSaid.find(({ key }) => key === saying.key);
          if (found) right.push({ policy, found });
          // A body that is part of the one asked about, or goes by another name, is neither right nor wrong.
          else if (standingSaid.some(({ bodies }) => bodies.some((body) => saying.bodies.some((asked) => related(body, asked, rules))))) continue;
          else if (standingSaid.length > 0) {
            wrong.push({ text: policy.title, misconception: 'another-area', because: `There it is: ${fewOf(standingSaid)}${citeText(standingSaid[0]!.cite, rules)}.` });
          } else if (having) {
            wrong.push({ text: policy.title, misconception: 'silence-filled', because: `That document has ${quoted(having.title)} and does not say this of it${citeText(having.cite, rules)}.` });
          }
        }
        return compose({
          stem: { id, kind: 'area' }, rules, random, unnamed: true,
          asks: ask(saying.text, title),
          right: right.map(({ policy, found }) => ({ text: policy.title, because: `${found.inDoubt ? 'It can be read so there' : 'It stands so there'}${citeText(found.cite, rules)}.` })),
          wrong: random.shuffled(wrong), cites: saying.cite,
        });
      },
    };
  });
}

/** What is said, cut short where many readings would fill a page. */
function fewOf(said: readonly Saying[]): string {
  const texts = [...new Set(said.map(({ text }) => text))];
  return texts.length <= MOST_SAID ? texts.join(', or ') : `${texts.slice(0, MOST_SAID).join(', or ')}, or another reading`;
}

const MOST_SAID = 2;

// ---- what documents say ---------------------------------------------------------------------------------------------------

const stepsFor = (policy: Policy, tasks: readonly Id[]): Step[] => policy.steps.filter(({ does }) => does.some((task) => tasks.includes(task)));

const limitsSaid: Say = (policy, vocabulary, tasks) => stepsFor(policy, tasks).flatMap((step) => limitsInWords(policy, step).flatMap(({ readings, cite }) => readings
  // What a step counts from itself, as a triage that is on Day 1 of its own days, says nothing that another could say.
  .filter(({ limit }) => countsDays(limit) && !idsOfStart(limit.from).includes(step.id))
  .flatMap(({ limit, refutedBy, cite: own }): Saying[] => {
    const common = commonStart(limit.from!, policy, vocabulary);
    if (common === null) return [];
    const text = limitInFull({ ...limit, from: common.start }, { policy: inCommonWords(policy, vocabulary), vocabulary });
    return [{ key: JSON.stringify([limit.amount, limit.unit, common.key]), text, cite: own.length > 0 ? own : cite, refuted: refutedBy !== null, inDoubt: readings.length > 1, bodies: [] }];
  })));

/** A start in words that every document shares: an event, or a task; null where it is neither. */
function commonStart(start: Start, policy: Policy, vocabulary: Vocabulary): { key: string; start: Start } | null {
  if ('event' in start) return { key: start.event, start };
  if (!('step' in start)) return null;
  const step = policy.steps.find(({ id }) => id === start.step);
  const [event] = step?.marks ?? [];
  if (event !== undefined) return { key: event, start: { event } };
  const task = step?.does[0];
  return task === undefined || !Object.hasOwn(vocabulary.tasks, task) ? null : { key: task, start };
}

/** The policy without words of its own, its steps under the names of their tasks: what it says as any document could. */
const inCommonWords = (policy: Policy, vocabulary: Vocabulary): Policy => ({
  ...policy, words: [], steps: policy.steps.map((step) => ({ ...step, title: vocabulary.tasks[step.does[0]!]?.title ?? step.title })),
});

const actorsSaid: Say = (policy, vocabulary, tasks) => stepsFor(policy, tasks).flatMap((step) => {
  const readings = step.doubt?.readings.some(({ changes }) => changes.actor !== undefined)
    ? step.doubt.readings.map(({ changes, refutedBy }) => ({ actor: changes.actor ?? step.actor, refuted: refutedBy !== null }))
    : [{ actor: step.actor, refuted: false }];
  return readings.flatMap(({ actor, refuted }): Saying[] => (actor === null ? [] : [{ key: whoKey(actor, vocabulary), text: whoInCommonWords(actor, vocabulary), cite: step.cite, refuted, inDoubt: readings.length > 1, bodies: actor.actors }]));
});

const whoKey = ({ way, actors }: Who, vocabulary: Vocabulary): string => JSON.stringify([actors.length > 1 ? way : '', actors.map((actor) => latestName(actor, vocabulary)).sort()]);

function whoInCommonWords({ way, actors }: Who, vocabulary: Vocabulary): string {
  const names = actors.map((actor) => vocabulary.actors[actor]?.title ?? actor).map((name, place) => (place === 0 ? name : uncapital(name)));
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${way === 'either' ? 'or' : 'and'} ${names.at(-1)}`;
}

/** The body that took over, and so on to the last. */
function latestName(actor: Id, vocabulary: Vocabulary): Id {
  const next = vocabulary.actors[actor]?.succeededBy;
  return next && next !== actor ? latestName(next, vocabulary) : actor;
}

const quorumTasks = ({ vocabulary }: Rules): Id[] => vocabulary.dimensions.flatMap(({ select }) => (select.by === 'does' && select.show === 'quorum' ? select.tasks : []));

const seatsSaid: Say = (policy, vocabulary, tasks) => stepsFor(policy, tasks).flatMap(({ quorum }) => (quorum?.must ?? [])
  .flatMap(({ who }) => membersOf(who, policy, vocabulary))
  .map((seat): Saying => {
    const body = latestName(seat, vocabulary);
    return { key: body, text: actorWithSuccessor(seat, { policy: inCommonWords(policy, vocabulary), vocabulary }), cite: quorum!.cite, refuted: false, inDoubt: false, bodies: [body] };
  }));
