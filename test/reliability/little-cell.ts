import { startEmulator, type Emulator } from '../../lib/emulator';
import type { ObjectValue } from '../../lib/plugin/value';
import { emptyState } from '../../lib/provider/model';
import { expectAllMet } from '../helpers/faults';
import { PROVIDER } from '../helpers/terraform';
import { LittleTerraform, type Said } from '../model/little-terraform';
import { beginFault, OPERATIONS, type Cell } from './faults';
import { LONG, MAX_RETRIES, outcomeOf, type Outcome, type Run } from './run';

function codeOf(methods: (typeof OPERATIONS)['create']['declared']): ReadonlyMap<string, ObjectValue> {
  return new Map(
    methods.map((method) => [method.name, { ...emptyState(), ...method, client_secret_wo: 'first-secret' }]),
  );
}

/**
 * The same runs as {@link runThroughTerraform}, with the built provider over gRPC and without Terraform: in a
 * tenth of its time.
 */
export class LittleCells {
  private readonly settings = {
    api_url: '',
    api_key: 'api-key',
    app_key: 'app-key',
    max_retries: MAX_RETRIES,
    request_timeout_seconds: LONG,
  };
  /** Every plan and every apply configures the provider anew, so one process does for many cells. */
  private readonly terraform = new LittleTerraform(PROVIDER, {}, this.settings);

  async run(cell: Cell, timeoutSeconds: number): Promise<Run> {
    await using emulator = await startEmulator();
    const { terraform, settings } = this;
    const { before, declared, isPlan } = OPERATIONS[cell.operation];
    const code = codeOf(declared);
    const meetFault = async () => {
      emulator.clearRequests();
      settings.api_url = await beginFault(emulator, cell);
      settings.request_timeout_seconds = timeoutSeconds;
    };
    const beWell = () => {
      settings.api_url = emulator.url;
      settings.request_timeout_seconds = LONG;
    };
    terraform.state = new Map();
    beWell();
    await terraform.apply(await terraform.plan(codeOf(before)), codeOf(before));

    // Terraform plans an update and a deletion without a refresh there, so their plans call nothing.
    const planMeetsFault = isPlan || cell.operation === 'create';
    if (planMeetsFault) await meetFault();
    const plan = await terraform.plan(code);
    if (!planMeetsFault) await meetFault();
    const applied = isPlan ? plan : await terraform.apply(plan, code);
    const deploy = this.outcome(emulator, !applied.failed, applied.said);
    expectAllMet(emulator);

    emulator.clearFaults();
    beWell();
    const again = await terraform.plan(code);
    const next = isPlan ? again : await terraform.apply(again, code);
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
    const state = [...this.terraform.state.values()].map((held) => held.state);
    return outcomeOf(emulator, { succeeded, text, state });
  }
}
