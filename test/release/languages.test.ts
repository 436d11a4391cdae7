import { missingTools, toolsMissing } from '../../scripts/release/languages/programs';

test('a machine without the tools is told what to install, or how to make the rest of a release', () => {
  const missing = missingTools(['python', 'java', 'go'], { PATH: '/nowhere' });

  expect(toolsMissing(missing).message).toBe(
    'These are not installed: Python 3.10 or newer with pip, JDK 17 or newer and Maven, Go 1.21 or newer. ' +
      'The packages for other languages are built with them. ' +
      'Install them, or give --languages with those of python, java and go that you can build, or none.',
  );
});
