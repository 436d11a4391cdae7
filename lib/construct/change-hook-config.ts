/** What runs after an auth method changed, and which changes it waits for. */
export interface ChangeHookConfig {
  /**
   * The command, for the shell of the machine that Terraform runs on. It runs in the stack's folder
   * (`cdktf.out/stacks/NAME`), so name scripts by absolute paths or set `workingDir`. Terraform resolves
   * references to constructs; everything else reaches the shell as written, `${NAME}` too.
   *
   * Its environment is Terraform's, and
   * - `AUTH_METHOD_ID` and `AUTH_METHOD_NAME`,
   * - `AUTH_METHOD_WATCHED`: the names of the watched attributes, separated by commas,
   * - the current value of each of them, such as `AUTH_METHOD_ACCESS_TOKEN_URL` for `accessTokenUrl`; unset
   *   where it has none. The client secret is never among them: `clientSecret` is replaced by
   *   `clientSecretRevision`, with `AUTH_METHOD_CLIENT_SECRET_REVISION`.
   *
   * Terraform does not show a command which of the watched attributes changed. To run a command for one
   * attribute only, add a hook that watches that one.
   */
  readonly command: string;

  /**
   * The attributes to watch, by their names in TypeScript. `clientSecret` stands for its rotation.
   *
   * @default - every attribute that Datadog is sent
   */
  readonly on?: string[];

  /**
   * Further environment variables for the command.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The folder that the command runs in.
   *
   * @default - the stack's folder
   */
  readonly workingDir?: string;

  /**
   * The program that runs the command, such as `['bash', '-c']`.
   *
   * @default - the shell that Terraform chooses: `sh -c`, or `cmd /C` on Windows
   */
  readonly interpreter?: string[];
}
