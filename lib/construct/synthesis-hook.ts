import type { IConstruct } from 'constructs';
import type { ISynthesisSession } from './framework';

/**
 * When a stack is written to its folder, cdktf (and its successor cdktn) looks this symbol up on each construct of
 * the stack and calls what it finds there. Its own function for setting it is not exported. `Testing.synth` does not
 * call it, since it writes no folder; `Testing.fullSynth` and `app.synth()` do.
 */
const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');

/** Calls `synthesize` each time the stack of `construct` is written to its folder, after aspects and validations. */
export function onSynthesis(construct: IConstruct, onSynthesize: (session: ISynthesisSession) => void): void {
  Object.defineProperty(construct, CUSTOM_SYNTHESIS, { value: { onSynthesize } });
}
