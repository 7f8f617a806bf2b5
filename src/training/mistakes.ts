/**
 * The mistakes that people make with these rules, by name. Each wrong answer of a question is what one of them comes
 * to, worked out by making it; none is made up to fill a space.
 */

interface Mistake {
  /** In a few words, for a key or a trainer's list. */
  name: string;
  /** What to say to someone who made it. */
  lesson: string;
}

export type MistakeId = keyof typeof MISTAKES;

/** Every mistake that a wrong answer can come of. */
export const MISTAKES = {
  // ---- counting
  'calendar-days': { name: 'Calendar days counted', lesson: 'Ask of every limit: which days? Working days leave out Saturdays, Sundays and bank holidays.' },
  'working-days': { name: 'Working days counted', lesson: 'Where a limit is in calendar days or hours, weekends and bank holidays count.' },
  'start-counted': { name: 'The first day counted', lesson: 'Unless the document makes the start Day 1, the day after it is day 1.' },
  'start-not-counted': { name: 'Day 1 put a day late', lesson: 'This document calls the start Day 1, so the start itself is counted.' },
  'counted-from-day-after': { name: 'Began a day too late', lesson: 'The day after the start is day 1, not day 0.' },
  'forgotten-holiday': { name: 'A bank holiday forgotten', lesson: 'Look up the bank holidays before counting, and write each one down.' },
  'received-next-day': { name: 'The start moved to a working day', lesson: 'A start on a day off stands here: the next working day is already day 1.' },
  'moved-to-working-day': { name: 'The end moved to a working day', lesson: 'A limit in calendar days may end on a day off. What must be done by then is late on the working day after.' },
  'other-end': { name: 'The other end of the window', lesson: 'A window has a first day and a last day. Read which one is asked for.' },
  'wrong-direction': { name: 'Counted forwards', lesson: 'A limit before something is counted back from it.' },
  'weeks-for-months': { name: 'A month taken as four weeks', lesson: 'A month ends on the same day of a later month.' },
  // ---- which rule
  'another-start': { name: 'Another start', lesson: 'Becoming aware, the referral, the intention and the notification are different days. Find the one that is named.' },
  'another-area': { name: 'Another document’s rule', lesson: 'Documents differ. What holds next door need not hold here.' },
  'another-step': { name: 'Another step’s rule', lesson: 'Check which step the rule belongs to before using it.' },
  'another-limit': { name: 'Only one of two limits', lesson: 'Where a step has two limits, the tighter one binds.' },
  'refuted-reading': { name: 'A reading the document rules out', lesson: 'Some readings fall as soon as the rest of the document is read.' },
  'other-reading': { name: 'The other reading', lesson: 'Keep one reading through the whole count.' },
  'one-reading-only': { name: 'Only one reading seen', lesson: 'Where the words can be read in two ways, say so, and work to the earlier day.' },
  'doubt-read-in': { name: 'A doubt where there is none', lesson: 'Not everything is in doubt. Say what is clear.' },
  'doubt-overlooked': { name: 'A doubt overlooked', lesson: 'Before counting, ask of each limit: how many, of what, from when?' },
  'settled-elsewhere': { name: 'In doubt about what is settled', lesson: 'Read on: the document often settles one thing and leaves another open.' },
  'limit-overlooked': { name: 'A limit overlooked', lesson: 'The limit can stand in a heading, or some lines away from the step.' },
  'reason-for-the-other': { name: 'The reason for the other reading', lesson: 'A reading stands on its own reason. Test each against the words.' },
  'reason-for-another-doubt': { name: 'The reason for another doubt', lesson: 'Keep each doubt apart from the next.' },
  // ---- people
  'silence-filled': { name: 'A silence filled in', lesson: 'What a document does not say is not stated. Do not carry in what you know from elsewhere.' },
  'silence-read-in': { name: 'Said to be silent', lesson: 'The document does say. Look again at the place cited.' },
  'told-not-doing': { name: 'Told of it, not doing it', lesson: 'Keep apart who acts and who is told.' },
  'taking-part': { name: 'Takes part, does not do it', lesson: 'Being consulted or present is not the same as doing or deciding.' },
  'seat-left-out': { name: 'A seat left out', lesson: 'Go through the list name by name before opening the meeting.' },
  'seat-not-required': { name: 'A seat that is not required', lesson: 'Who should attend is not who must attend.' },
  // ---- tests
  'unknown-as-no': { name: 'Not known taken for no', lesson: 'Not known is never no. Find out.' },
  'unknown-as-yes': { name: 'Not known taken for yes', lesson: 'Not known is not yes either. Say what is missing.' },
  'part-overlooked': { name: 'A part of the test overlooked', lesson: 'Where all parts are needed, one no settles it.' },
  'all-for-any': { name: 'All asked for, where any will do', lesson: 'Where any of several is enough, one yes settles it.' },
  'waits-for-more': { name: 'Waiting for what cannot change it', lesson: 'When the answers at hand settle a test, the others can wait.' },
  'another-test': { name: 'Another test’s answer', lesson: 'One document can hold several tests. Find the one that is asked.' },
  'list-filled-in': { name: 'A test filled in from elsewhere', lesson: 'A test that is named and not listed cannot be worked out. The people who decide must say which criteria they used.' },
  'fact-not-asked': { name: 'A fact the test does not ask', lesson: 'Hold to what this test asks, and to nothing more.' },
  'fact-already-known': { name: 'A fact already known', lesson: 'What is already answered cannot be what is missing.' },
  'fact-cannot-change-it': { name: 'A fact that cannot change it', lesson: 'Ask whether the other answer would turn the result.' },
  'judged-not-recorded': { name: 'Taken for a plain fact', lesson: 'Some answers are judgements of people. Record who judged.' },
  // ---- path and duty
  'skips-a-step': { name: 'A step skipped', lesson: 'Follow the path one step at a time.' },
  'goes-back': { name: 'A step that comes before', lesson: 'That is already done when this step is reached.' },
  'another-branch': { name: 'Another branch', lesson: 'A decision opens one branch. Follow the one that was taken.' },
  'assumes-a-path': { name: 'A path assumed', lesson: 'Where the document gives no way on, say so, and ask.' },
  'duty-read-in': { name: 'Made stronger than it is', lesson: 'Should is not must. Use the document’s own word.' },
  'duty-read-out': { name: 'Made weaker than it is', lesson: 'Must leaves no choice. Use the document’s own word.' },
} as const satisfies Record<string, Mistake>;

/**
 * A mistake in a few words.
 *
 * @example mistakeName('calendar-days') // 'Calendar days counted'
 */
export const mistakeName = (id: MistakeId): string => MISTAKES[id].name;
