declare module 'rulebook:search' {
  import type { SearchData } from './finder.ts';

  export const index: () => Promise<{ default: SearchData }>;
}
