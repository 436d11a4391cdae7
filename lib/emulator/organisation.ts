import { randomUUID } from 'node:crypto';
import { SECRET } from '../attributes';
import type { AuthMethod } from '../wire/answer';
import { errorBody } from '../wire/errors';
import { isProblem } from '../wire/read';
import { readRequest, requestBody, type SentAttributes } from '../wire/request';
import { record, type ChangeOrigin } from './audit-trail';
import {
  afterChange,
  changeMethod,
  createMethod,
  findMethod,
  type Change,
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
    const visible = file === undefined ? [] : readMethods(file);
    this.state = { methods: visible.map((method) => ({ visible: method })), changes: [], tokens: [] };
    // Fails now, and not at the first change, if the file cannot be written.
    this.save(this.state);
  }

  /** @param takesEffect whether the request changes anything; the answer is the same if it does not */
  answer(request: Request, takesEffect = true): Answer {
    const { change, token, window, answer } = handle(this.rules, this.state, request);
    if (!takesEffect) return answer;
    try {
      if (change) this.store(change, { by: this.rules.user, at: request.receivedAt, request });
    } catch (error) {
      // A change that is not stored did not happen.
      return { status: 500, body: errorBody([(error as EmulatorError).message]) };
    }
    this.state = { ...this.state, window, tokens: [...this.state.tokens, ...(token ? [token] : [])] };
    return answer;
  }

  stored(): Methods {
    return this.state.methods;
  }

  methods(): AuthMethod[] {
    return this.state.methods.map(({ visible }) => visible);
  }

  secrets(): string[] {
    return this.state.methods.flatMap(({ secret }) => secret ?? []);
  }

  find(idOrName: string): StoredMethod {
    const { methods } = this.state;
    const method =
      findMethod(methods, idOrName) ?? methods.find(({ visible }) => visible.attributes.name === idOrName);
    if (method) return method;
    const names = this.methods().map(({ attributes }) => attributes.name as string);
    throw noSuchMethod(idOrName, names);
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
    this.store({ before: method }, this.byHand(user));
    return method.visible;
  }

  private change(result: ChangeResult, user?: string): AuthMethod {
    if ('inUse' in result) throw refusedChange(nameInUse(result.inUse));
    this.store(result, this.byHand(user));
    return result.after.visible;
  }

  private byHand(user = this.rules.user): ChangeOrigin {
    return { by: user, at: this.now() };
  }

  private store(change: Change, origin: ChangeOrigin): void {
    const { methods, changes } = this.state;
    const state = {
      ...this.state,
      methods: afterChange(methods, change),
      changes: record(changes, change, origin),
    };
    this.save(state);
    this.state = state;
  }

  private save({ methods }: State): void {
    const visible = methods.map((method) => method.visible);
    if (this.file !== undefined) writeMethods(this.file, visible);
  }
}

function checkedShape(attributes: SentAttributes, kind: 'create' | 'patch'): SentAttributes {
  const read = readRequest(requestBody(attributes), kind);
  if (isProblem(read)) throw refusedChange(`It ${read.problem}.`);
  return read.value;
}
