/**
 * What runs after an auth method changed, and which changes it waits for.
 */
export interface ChangeHookConfig {
  /**
   * The command, for the shell of the machine that Terraform runs on. It runs in the stack's folder
   * (`cdktf.out/stacks/NAME`), so name scripts by absolute paths or set `workingDir`. What the shell is to expand can be
   * written as usual, `${NAME}` too; references to constructs are Terraform's, all else reaches the shell as written.
   *
   * Besides the environment that Terraform has, it gets
   * - `AUTH_METHOD_ID` and `AUTH_METHOD_NAME`,
   * - `AUTH_METHOD_WATCHED`: the names of the watched attributes, separated by commas,
   * - for each of them the value that it has now, such as `AUTH_METHOD_ACCESS_TOKEN_URL` for `accessTokenUrl`; unset
   *   where it has none. The client secret is never among them: in place of `clientSecret` stands
   *   `clientSecretRevision`, with `AUTH_METHOD_CLIENT_SECRET_REVISION`.
   *
   * Terraform does not tell a command which of the watched attributes changed. For a command of its own for one of
   * them, add a hook that watches that one.
   */
  readonly command: string;

  /**
   * The attributes to wait for, by their names in TypeScript; `clientSecret` is a rotated secret.
   *
   * @default - all that Datadog is sent
   */
  readonly on?: string[];

  /**
   * More environment variables for the command.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The folder the command runs in.
   *
   * @default - the stack's folder
   */
  readonly workingDir?: string;

  /**
   * What runs the command, such as `['bash', '-c']`.
   *
   * @default - the shell that Terraform chooses: `sh -c`, or `cmd /C` on Windows
   */
  readonly interpreter?: string[];
}
