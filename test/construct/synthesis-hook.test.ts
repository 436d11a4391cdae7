import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { onSynthesis } from '../../lib/construct/synthesis-hook';
import { newApp } from './synthesis';

test('the hook is called once for each synthesis that writes a folder, with the folder', () => {
  const app = newApp();
  const stack = new TerraformStack(app, 'stack');
  const called: string[] = [];
  onSynthesis(new Construct(stack, 'construct'), (session) =>
    called.push(session.manifest.forStack(stack).workingDirectory, session.outdir),
  );
  Testing.synth(stack);
  expect(called).toEqual([]);
  app.synth();
  expect(called).toEqual(['stacks/stack', app.outdir]);
  app.synth();
  expect(called).toEqual(['stacks/stack', app.outdir, 'stacks/stack', app.outdir]);
});
