import type { IConstruct } from 'constructs';
import type { ISynthesisSession } from './framework';

/**
 * When the framework writes a stack to its folder, it looks this symbol up on each construct of the stack and
 * calls what it finds. It exports no function that sets it. `app.synth()` and `Testing.fullSynth` call it;
 * `Testing.synth` writes no folder and does not.
 */
const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');

/**
 * Calls `onSynthesize` when the stack of `construct` is written to its folder: after aspects and validations.
 */
export function onSynthesis(construct: IConstruct, onSynthesize: (session: ISynthesisSession) => void): void {
  Object.defineProperty(construct, CUSTOM_SYNTHESIS, { value: { onSynthesize } });
}
