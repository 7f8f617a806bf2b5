declare module 'rulebook:comparison' {
  import type { Column, Frame } from './columns.ts';

  export const frame: () => Promise<{ default: Frame }>;
  export const columns: Record<string, () => Promise<{ default: Column }>>;
}
