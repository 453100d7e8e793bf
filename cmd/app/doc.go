// Package app joins what commands run with: the streams, the settings, the client of the cloud that they name, and the embedded
// cloud. Settings and client are made when a command first asks for them, so that help and version open no file and no socket.
package app
