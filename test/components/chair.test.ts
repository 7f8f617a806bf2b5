import { describe, expect, it } from 'vitest';
import { drawChair } from '../../src/components/compare/chair.ts';
import { namesOf } from '../../src/components/compare/names.ts';
import { workPair } from '../../src/components/compare/work.ts';
import { markup } from '../../src/components/draw/node.ts';
import { rules } from '../../src/components/rules.ts';

const set = rules();
const sheet = (a: string, b: string) => drawChair(set, [a, b], workPair(set, { a, b, year: '2026', lag: {} }), namesOf(set, '/procedures/'), '/compare/')
  .map((part) => markup(part)).join('\n').replace(/<[^>]*>/g, '');

describe('two documents on one sheet', () => {
  it('says that not to meet one test is not to meet that test alone, where the document has others', () => {
    // The Stage 1 test is wider than the duty about looked-after children; what it has more, the duty of section 16C may still include.
    expect(sheet('kscp', 'national')).toContain('“Not met” is said of one test: another of that document may still be met.');
  });

  it('says nothing of the kind where no case sets two tests apart', () => {
    expect(sheet('herefordshire', 'wst')).not.toContain('is said of one test');
  });

  it('sets five working days beside five working days, and names “promptly” as the further limit that it is', () => {
    const text = sheet('kscp', 'national');
    expect(text).toContain('Limit for telling the safeguarding partners, as a further limit: KSCP: “promptly”.');
    expect(text).not.toMatch(/Not comparable as they stand: [^.]*telling the safeguarding partners/);
  });

  it('tells two limits of one step from the limits of two steps', () => {
    expect(sheet('kscp', 'wst')).toContain('Limit for telling the safeguarding partners and limit for telling Ofsted or the Secretary of State: KSCP, 2 limits.');
    expect(sheet('pan-bedfordshire', 'wst')).toContain('NHS incident reports: Pan Bedfordshire, for 4 steps.');
  });
});
