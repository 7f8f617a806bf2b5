declare module 'rulebook:policies' {
  import type { PackedPolicy, PackedVocabulary } from './packed.ts';

  export const vocabularies: Record<string, () => Promise<{ default: PackedVocabulary }>>;
  export const policies: Record<string, () => Promise<{ default: PackedPolicy }>>;
}

declare module 'rulebook:charts' {
  import type { Picture } from '../diagram/picture.ts';

  export const charts: Record<string, () => Promise<{ default: Picture }>>;
}
