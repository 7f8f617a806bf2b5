import type { APIRoute } from 'astro';
import { published } from '../../components/published.ts';

/** One for each schema. */
export const getStaticPaths = () => published.schemas().map(({ name, schema }) => ({ params: { name }, props: { schema } }));

/** A JSON Schema: of a policy file, of the vocabulary, of what a command prints. */
export const GET: APIRoute = ({ props }) => Response.json(props['schema']);
