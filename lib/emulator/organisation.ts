import { randomUUID } from 'node:crypto';
import { SECRET } from '../attributes';
import type { AuthMethod } from '../wire/answer';
import { errorBody } from '../wire/errors';
import { isProblem } from '../wire/read';
import { readRequest, requestBody, type SentAttributes } from '../wire/request';
import { record } from './audit-trail';
import {
  changeMethod,
  createMethod,
  removeMethod,
  type ChangeResult,
  type Methods,
  type StoredMethod,
} from './auth-methods';
import { type EmulatorError, noSuchMethod, refusedChange } from './errors';
import { handle, nameInUse, type Answer, type Request, type Rules, type State } from './handle';
import { readMethods, writeMethods } from './state-file';

/** An organisation at Datadog: its auth methods, changed by requests and by people in the web interface. */
export class Organisation {
  private state: State;

  /** @param now the time, in milliseconds of the clock */
  constructor(
    private readonly rules: Rules,
    private readonly file: string | undefined,
    private readonly now: () => number,
  ) {
    this.state = { methods: file === undefined ? [] : readMethods(file), changes: [] };
    // Fails now, and not at the first change, if the file cannot be written.
    this.save(this.state);
  }

  /** @param takesEffect whether the request changes anything; the answer is the same if it does not */
  answer(request: Request, takesEffect = true): Answer {
    const { state, answer } = handle(this.rules, this.state, request);
    if (!takesEffect) return answer;
    try {
      if (state.methods !== this.state.methods) this.save(state);
    } catch (error) {
      // A change that is not stored did not happen.
      return { status: 500, body: errorBody([(error as EmulatorError).message]) };
    }
    this.state = state;
    return answer;
  }

  stored(): Methods {
    return this.state.methods;
  }

  methods(): AuthMethod[] {
    return this.state.methods.map(({ shown }) => shown);
  }

  secrets(): string[] {
    return this.state.methods.flatMap(({ secret }) => secret ?? []);
  }

  find(idOrName: string): StoredMethod {
    const { methods } = this.state;
    const found =
      methods.find(({ shown }) => shown.id === idOrName.toLowerCase()) ??
      methods.find(({ shown }) => shown.attributes.name === idOrName);
    if (!found)
      throw noSuchMethod(
        idOrName,
        methods.map(({ shown }) => shown.attributes.name as string),
      );
    return found;
  }

  /** @param user who makes the change, in the audit trail */
  add(attributes: SentAttributes, user?: string): AuthMethod {
    const sent = checkedShape({ [SECRET]: randomUUID(), ...attributes }, 'create');
    return this.change(createMethod(this.state.methods, randomUUID(), sent), user);
  }

  edit(idOrName: string, attributes: SentAttributes, user?: string): AuthMethod {
    const method = this.find(idOrName);
    return this.change(changeMethod(this.state.methods, method, checkedShape(attributes, 'patch')), user);
  }

  remove(idOrName: string, user?: string): AuthMethod {
    const method = this.find(idOrName);
    this.store(removeMethod(this.state.methods, method), user);
    return method.shown;
  }

  private change(changed: ChangeResult, user?: string): AuthMethod {
    if ('inUse' in changed) throw refusedChange(nameInUse(changed.inUse));
    this.store(changed.methods, user);
    return changed.shown;
  }

  private store(methods: Methods, user?: string): void {
    const { rules, state: before } = this;
    const made = { by: user ?? rules.user, at: this.now() };
    const changes = rules.auditTrail ? record(before.changes, before.methods, methods, made) : before.changes;
    const state = { ...before, methods, changes };
    this.save(state);
    this.state = state;
  }

  private save({ methods }: State): void {
    if (this.file !== undefined) writeMethods(this.file, methods);
  }
}

function checkedShape(attributes: SentAttributes, kind: 'create' | 'patch'): SentAttributes {
  const read = readRequest(requestBody(attributes), kind);
  if (isProblem(read)) throw refusedChange(`It ${read.problem}.`);
  return read.value;
}
