import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../lib/emulator';
import type { ObjectValue } from '../../../lib/plugin/value';
import { emptyState, textOf } from '../../../lib/provider/model';
import { LittleTerraform, type Said } from '../../model/little-terraform';
import { PAYMENTS } from '../configuration';
import { expectAllMet } from '../faults';
import { ROOT } from '../terraform';
import { closedAddress, held, ORDERS, RULES, type Run } from './cell';
import type { Cell, Operation } from './faults';
import type { Outcome } from './judge';

const PROVIDER = join(ROOT, 'dist/provider/terraform-provider-datadogwebhooks');

type Code = ReadonlyMap<string, ObjectValue>;

const coded = (...methods: (typeof PAYMENTS)[]): Code =>
  new Map(
    methods.map((method) => [method.name, { ...emptyState(), ...method, client_secret_wo: 'first-secret' }]),
  );
const NONE = coded();
const ONE = coded(PAYMENTS);
const TWO = coded(PAYMENTS, ORDERS);

/** What is deployed before the fault, and what is declared then. */
const CODE: Readonly<Record<Operation, { readonly before: Code; readonly declared: Code }>> = {
  create: { before: NONE, declared: ONE },
  read: { before: ONE, declared: ONE },
  list: { before: TWO, declared: TWO },
  update: { before: ONE, declared: coded({ ...PAYMENTS, scope: 'read' }) },
  delete: { before: ONE, declared: NONE },
};

/**
 * The same runs as {@link runCell}, with the built provider over gRPC and without Terraform: in a tenth of
 * its time.
 */
export class LittleCells {
  private readonly settings = {
    api_url: '',
    api_key: 'api-key',
    app_key: 'app-key',
    max_retries: 2,
    request_timeout_seconds: 30,
  };
  /** Every plan and every apply configures the provider anew, so one process does for many cells. */
  private readonly terraform: LittleTerraform;

  constructor(provider = PROVIDER) {
    this.terraform = new LittleTerraform(provider, {}, this.settings);
  }

  async run({ row, operation }: Cell): Promise<Run> {
    await using emulator = await startEmulator();
    const { terraform, settings } = this;
    const { before, declared } = CODE[operation];
    const onlyPlans = operation === 'read' || operation === 'list';
    const meetFault = async () => {
      emulator.clearRequests();
      if (row.rule) emulator.fault({ ...(row.rule.kind === 'refuse' ? {} : RULES[operation]), ...row.rule });
      else settings.api_url = await closedAddress();
    };
    terraform.state = new Map();
    settings.api_url = emulator.url;
    settings.request_timeout_seconds = row.timeoutSeconds ?? 30;
    await terraform.apply(await terraform.plan(before), before);

    // The plan of an update or a deletion is made without a refresh there, so it calls nothing.
    const planMeetsFault = onlyPlans || operation === 'create';
    if (planMeetsFault) await meetFault();
    const plan = await terraform.plan(declared);
    if (!planMeetsFault) await meetFault();
    const { failed, said } = onlyPlans ? plan : await terraform.apply(plan, declared);
    const deploy = this.outcome(emulator, !failed, said);
    expectAllMet(emulator);

    emulator.clearFaults();
    settings.api_url = emulator.url;
    const again = await terraform.plan(declared);
    const next = onlyPlans ? again : await terraform.apply(again, declared);
    return {
      deploy,
      next: this.outcome(emulator, !again.failed && !next.failed, [...again.said, ...next.said]),
    };
  }

  end(): Promise<void> {
    return this.terraform.kill();
  }

  private outcome(emulator: Emulator, succeeded: boolean, said: Said): Outcome {
    // As Terraform writes it.
    const text = said.map((line) => line.replace(/^\w/, (letter) => letter.toUpperCase())).join('\n');
    const requests = emulator.requests;
    emulator.clearRequests();
    const inState = [...this.terraform.state.values()].map(({ state }) => ({
      id: textOf(state, 'id'),
      name: textOf(state, 'name'),
      scope: textOf(state, 'scope'),
    }));
    const datadog = emulator.methods().map(({ id, attributes }) => ({ id, ...attributes }));
    return {
      succeeded,
      text,
      flat: text.replace(/\s+/g, ' '),
      requests,
      state: held(inState),
      datadog: held(datadog),
    };
  }
}
