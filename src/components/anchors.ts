/** The addresses of a procedure page's parts: every step, test and doubt can be linked to. */
import type { Id } from '../policy/model.ts';

/** The anchor of a step on its procedure page. @example stepAnchor('return-scoping') // 'step-return-scoping' */
export const stepAnchor = (step: Id): string => `step-${step}`;

/** The anchor of a test. @example testAnchor('serious-incident') // 'test-serious-incident' */
export const testAnchor = (criterion: Id): string => `test-${criterion}`;

/** The anchor of a doubt, from its address. @example doubtAnchor('return-scoping/limit') // 'doubt-return-scoping-limit' */
export const doubtAnchor = (address: string): string => `doubt-${address.replaceAll('/', '-')}`;
