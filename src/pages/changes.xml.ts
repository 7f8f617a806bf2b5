import type { APIRoute } from 'astro';
import { changes, changesFeed } from '../components/changes-feed.ts';
import { address } from '../components/address.ts';
import { rules } from '../components/rules.ts';

/** An Atom feed of changes to the rules. */
export const GET: APIRoute = () =>
  new Response(changesFeed(changes(), rules().policies, address), { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
