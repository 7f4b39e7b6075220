import { compileInline } from './inline.ts';
import type { CompileMode } from './mode.ts';
export const compileDistributed: CompileMode = compileInline;
