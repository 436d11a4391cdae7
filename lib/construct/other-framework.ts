import type { IConstruct } from 'constructs';
import { otherFramework } from './errors';
import { App } from './framework';

/** jsii writes the name of a class (`cdktf.App`) to it. */
const JSII_TYPE = Symbol.for('jsii.rtti');

/**
 * Stops where the app is made with a different framework than these constructs. It would fail at synth with a
 * message that does not help.
 *
 * @throws before anything is written
 */
export function refuseOtherFramework(construct: IConstruct): void {
  const [app, ours] = [frameworkOf(construct.node.root.constructor), frameworkOf(App)];
  if (app !== undefined && ours !== undefined && app !== ours) throw otherFramework(app, ours);
}

/** The package that an app's class comes from; undefined for a class that is no app's. */
function frameworkOf(type: object): string | undefined {
  for (let own: object | null = type; own; own = Object.getPrototypeOf(own) as object | null) {
    const { fqn } = (Object.getOwnPropertyDescriptor(own, JSII_TYPE)?.value ?? {}) as { fqn?: string };
    if (fqn?.endsWith('.App')) return fqn.slice(0, -'.App'.length);
  }
  return undefined;
}
