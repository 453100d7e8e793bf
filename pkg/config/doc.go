// Package config finds out what a command is to do and with which cloud: from flags, the environment, profiles
// and defaults.
//
// # Settings
//
// A setting is one row of the table in settings.go. Its flag, its environment names, its key in the file, its
// completion, its validation and its line of the reference page all come from that row.
//
// # Layers
//
// Values come in layers, and the first that has a setting gives its value and is its [Source]:
//
//	flag            --region IAD
//	environment     NOVACTL_REGION, our own name
//	environment     OS_REGION_NAME, NOVA_REGION_NAME, …: other tools' names, the first one set
//	profile         region: IAD, in the chosen profile
//	file            output: json, at the top of config.yaml
//	default
//
// An empty variable counts as not set. Settings that say the same thing in two ways (an id and a name, a password
// and an API key) stand or fall together: --project-name puts aside OS_PROJECT_ID. Within one layer an API key
// beats a password.
//
// # Profiles
//
// A profile is a connection under a name: ours in config.yaml, those of clouds.yaml, and three built in. The name
// "sandbox" always means the sandbox. Elsewhere config.yaml wins over clouds.yaml, and that over rackspace and
// rackspace-uk, which hold an address and no credentials.
//
// # What the environment may change
//
// A shell often holds a sourced openrc that nobody thinks of. So what it may change depends on how the profile was
// chosen (trust.go has the table):
//
//   - A profile that was named, by --cloud, NOVACTL_CLOUD or OS_CLOUD, supplies the whole connection. Other tools'
//     variables set only the region and the interface; our own names set anything but the two addresses.
//   - rackspace and rackspace-uk, when built in, also accept credentials from other tools' variables, unless these
//     point to another identity service.
//   - The sandbox takes nothing from the environment but NOVACTL_REGION and NOVACTL_INTERFACE; and it refuses
//     --auth-url and --endpoint, so that --cloud sandbox never means another cloud.
//   - The profile that config.yaml makes current yields to the environment, setting by setting. Where the
//     environment, or a flag, names another identity service, the profile is put aside as a whole: a password
//     goes only where it belongs.
//
// Where nobody chose a profile, the only cloud of clouds.yaml is taken: but not where the environment or a flag says
// an address or holds a credential, which may be another cloud's.
//
// # Secrets
//
// A secret comes from a file, from standard input, from the environment or from a profile, never from a flag's value,
// because the list of processes is public. Only [Config.Connection] gives secrets out, and reads them only then. No
// String, Entry or error holds one.
package config
