/** The course: its parts, in their order, as the files of content/learn have them. Build only. */
import type { MDXInstance } from 'astro';

interface PartHead {
  title: string;
  slug: string;
  /** How long it takes, in minutes. */
  minutes: number;
  description: string;
}

interface CoursePart extends PartHead { Content: MDXInstance<Record<string, unknown>>['Content'] }

/**
 * Every part of the course, the first first.
 *
 * @example courseParts().map(({ slug }) => slug)
 */
export function courseParts(): CoursePart[] {
  const files = import.meta.glob<MDXInstance<Record<string, unknown>>>('../../../content/learn/*.mdx', { eager: true });
  return Object.entries(files).sort(([one], [other]) => one.localeCompare(other)).map(([file, { frontmatter, Content }]) => {
    const { title, slug, minutes, description } = frontmatter as Partial<PartHead>;
    if (!title || !slug || !minutes || !description) throw new Error(`${file}: a part of the course has a title, a slug, minutes and a description`);
    return { title, slug, minutes, description, Content };
  });
}
