import type { APIRoute } from 'astro';
import table from '../../../calendar/bank-holidays.json' with { type: 'json' };

/** The bank holidays that every working day is counted by, with their source. */
export const GET: APIRoute = () => Response.json(table);
