/** What an amount of time gives, whatever its shape. */
import type { Amount, Limit } from './model.ts';

/**
 * Whether an amount can be counted: it has a number, or orders a step beside something.
 * @example isCountable({ kind: 'none' }) // false
 */
export const isCountable = (amount: Amount | null | undefined): boolean => amount?.kind === 'span' || amount?.kind === 'numbered';

/** Whether an amount is a number above 0, so that it matters what is counted: not just the same day, or some day before or after. */
export const hasNumber = (amount: Amount | null): boolean => amount?.kind === 'numbered' || (amount?.kind === 'span' && (amount.max ?? amount.min ?? 0) > 0);

/** The amounts of a limit: as it is written, and under each reading of its own doubt. */
export const amountsOf = ({ amount, doubt }: Pick<Limit, 'amount' | 'doubt'>): (Amount | null)[] => [amount, ...(doubt?.readings.map(({ changes }) => changes.amount ?? null) ?? [])];
