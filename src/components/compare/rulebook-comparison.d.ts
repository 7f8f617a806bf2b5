declare module 'rulebook:comparison' {
  type Frame = import('./columns.ts').Frame;

  export const frame: () => Promise<{ default: Frame }>;
  export const words: () => Promise<{ default: Omit<import('../../policy/model.ts').Vocabulary, keyof Frame> }>;
  export const columns: Record<string, () => Promise<{ default: import('./columns.ts').Column }>>;
}
