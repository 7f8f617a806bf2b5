declare module 'rulebook:policies' {
  import type { Policy, Vocabulary } from '../policy/model.ts';

  export const vocabulary: () => Promise<{ default: Vocabulary }>;
  export const vocabularies: Record<string, () => Promise<{ default: Vocabulary }>>;
  export const policies: Record<string, () => Promise<{ default: Policy }>>;
}

declare module 'rulebook:charts' {
  import type { Picture } from '../diagram/picture.ts';

  export const charts: Record<string, () => Promise<{ default: Picture }>>;
}
