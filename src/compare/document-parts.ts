/** What a cell says where its row looks at the document itself. */
import { capital, uncapital, type Speech } from '../engine/words.ts';
import { standingReadings } from './readings.ts';
import type { Counting, Id, Place, Vocabulary } from '../policy/model.ts';
import { placesOf } from '../policy/places.ts';
import type { SaidPart } from './cells.ts';

/** @param show what the dimension shows: a way of its own, or the path of a field (`source.dated`) */
export function partsOfDocument(show: string, speech: Speech): SaidPart[] {
  const { policy, vocabulary } = speech;
  if (show === 'follows') {
    return policy.follows.map(({ guidance, cite }) => {
      const entry = vocabulary.guidance[guidance];
      return ofDocument(`${entry?.title ?? guidance}${entry?.succeededBy ? ' (since replaced)' : ''}`, guidance, cite);
    });
  }
  if (show === 'supersededWords') return supersededWords(speech).map(({ called, now, id, cite }) => ofDocument(`${called} (now ${uncapital(now)})`, id, cite));
  if (show === 'conventions') return conventions(speech);
  const value = show.split('.').reduce<unknown>((object, key) => (object as Record<string, unknown> | null)?.[key], policy);
  return typeof value === 'string' ? [ofDocument(value, value)] : [];
}

/** What the document itself shows of how its days are counted, in its clocks and in limits of their own. */
function conventions({ policy }: Speech): SaidPart[] {
  const clocks = policy.clocks.flatMap((clock) => {
    const readings = standingReadings(clock, ['dayOne', 'nonWorkingStart']).map(({ thing }) => conventionText(thing));
    return readings.every((text) => text === null) ? [] : [counted(readings, clock.cite, clock.doubt?.address)];
  });
  const limits = policy.steps.flatMap((step) => step.limits.flatMap((limit) => {
    const own = { dayOne: limit.ownKeys.includes('dayOne') ? limit.dayOne : null, nonWorkingStart: limit.ownKeys.includes('nonWorkingStart') ? limit.nonWorkingStart : null };
    const text = conventionText(own);
    return text === null ? [] : [{ ...counted([text], placesOf(limit, step), undefined), step: step.id }];
  }));
  return [...clocks, ...limits];
}

function counted(readings: (string | null)[], cite: Place[], doubt: string | undefined): SaidPart {
  const texts = [...new Set(readings.map((text) => text ?? 'not stated'))];
  return { ...ofDocument(capital(texts.join(', or ')), texts.sort(), cite), doubts: texts.length > 1 && doubt ? [doubt] : [] };
}

function conventionText({ dayOne, nonWorkingStart }: Pick<Counting, 'dayOne' | 'nonWorkingStart'>): string | null {
  const shown = [
    ...(dayOne === null ? [] : [dayOne === 'trigger-day' ? 'the start is Day 1' : 'the start is Day 0']),
    ...(nonWorkingStart === null ? [] : [nonWorkingStart === 'stands' ? 'a start on a non-working day stands' : 'a start on a non-working day is taken as the next working day']),
  ];
  return shown.length === 0 ? null : shown.join('; ');
}

/** The document's words for bodies, documents and guidance that have been replaced since, with what replaced them. */
export function supersededWords({ policy, vocabulary }: Speech): { id: Id; called: string; now: string; cite: Place[] }[] {
  const successors: Record<Id, Vocabulary['actors'][string] | Vocabulary['documents'][string]> = { ...vocabulary.documents, ...vocabulary.actors };
  return policy.words.flatMap(({ id, called, cite }) => {
    const next = successors[id]?.succeededBy;
    return next ? [{ id, called: called[0] ?? id, now: successors[next]?.title ?? next, cite }] : [];
  });
}

const ofDocument = (text: string, says: unknown, cites: Place[] = []): SaidPart => ({ text, label: null, says, cites, step: null, criterion: null, doubts: [] });
