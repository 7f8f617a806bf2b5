declare module 'rulebook:policies' {
  import type { Policy, Vocabulary } from '../policy/model.ts';

  export const vocabulary: () => Promise<{ default: Vocabulary }>;
  export const policies: Record<string, () => Promise<{ default: Policy }>>;
}
