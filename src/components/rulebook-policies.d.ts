declare module 'rulebook:policies' {
  import type { Vocabulary } from '../policy/model.ts';
  import type { PackedPolicy } from './packed.ts';

  export const vocabulary: () => Promise<{ default: Vocabulary }>;
  export const vocabularies: Record<string, () => Promise<{ default: Vocabulary }>>;
  export const policies: Record<string, () => Promise<{ default: PackedPolicy }>>;
}

declare module 'rulebook:charts' {
  import type { Picture } from '../diagram/picture.ts';

  export const charts: Record<string, () => Promise<{ default: Picture }>>;
}
