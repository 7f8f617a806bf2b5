/** The rules in words. They live with the engine, so that the comparison and the findings speak as the pages do. */
export * from '../engine/words.ts';
