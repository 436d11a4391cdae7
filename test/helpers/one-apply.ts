import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET_VARIABLE } from './configuration';
import { emulated } from './emulated';
import { expectAllMet } from './faults';
import { idsInState } from './state';

/** For stories about what one apply does to the same auth method twice; called once in a `describe`. */
export function oneApply() {
  const world = emulated();
  const declare = (...resources: string[]) => world.workspace.write(SECRET_VARIABLE + resources.join(''));
  const apply = (args = '') => world.workspace.terraform(`apply -auto-approve${args}`);

  async function deployed(...resources: string[]): Promise<void> {
    declare(...resources);
    await world.workspace.succeed('apply -auto-approve');
    world.emulator.clearRequests();
  }

  const idsInDatadog = () => world.emulator.methods().map(({ id }) => id);

  /** Nothing is lost; one more deploy ends with Datadog as declared and an empty plan. */
  async function expectConverged(): Promise<void> {
    expect(new Set(idsInState(world.workspace)).size).toBe(idsInState(world.workspace).length);
    expect(idsInDatadog()).toStrictEqual(expect.arrayContaining(idsInState(world.workspace)));
    expectAllMet(world.emulator);
    world.emulator.clearFaults();
    await world.workspace.succeed('apply -auto-approve');
    expect((await world.workspace.terraform('plan -detailed-exitcode')).text).toContain('No changes.');
    expect(idsInState(world.workspace)).toStrictEqual(idsInDatadog().sort());
  }

  beforeAll(async () => {
    declare();
    await world.workspace.succeed('init');
  });
  afterEach(() => {
    world.emulator.clearFaults();
    rmSync(join(world.workspace.folder, 'terraform.tfstate'), { force: true });
    for (const { id } of world.emulator.methods()) world.emulator.remove(id);
    world.emulator.clearRequests();
  });

  return { world, declare, apply, deployed, expectConverged };
}

/** The resource with `create_before_destroy`. */
export function creatingFirst(resource: string): string {
  return resource.replace(/\}\n$/, '  lifecycle {\n    create_before_destroy = true\n  }\n}\n');
}
