declare module 'rulebook:training' {
  export const frame: () => Promise<{ default: import('./modules.ts').TrainingFrame }>;
  export const policies: Record<string, () => Promise<{ default: import('../../policy/model.ts').Policy }>>;
}
