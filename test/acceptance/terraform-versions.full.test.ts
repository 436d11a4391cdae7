import { IN_BETWEEN, NEWEST, OLDEST } from '../helpers/terraforms';
import { versionStory } from '../helpers/terraforms/story';

/** Here Terraform starts the provider for each command, with the handshake and TLS of its version. */
[OLDEST, ...IN_BETWEEN, NEWEST].forEach(versionStory);
