import type { Workspace } from '../helpers/terraform';
import { testCells, type Runner } from '../reliability/cells';
import { runThroughTerraform, template } from '../reliability/terraform-cell';

describe('through Terraform, under every fault nothing is lost and nothing is made twice, as documented', () => {
  let from: Workspace;
  afterAll(() => from.remove());

  testCells(async () => {
    from = await template();
    const runner: Runner = (cell, timeoutSeconds) => runThroughTerraform(from, cell, timeoutSeconds);
    return [runner, runner, runner, runner];
  });
});
