//go:build !unix

package screen

import "os"

// There is no such signal: the next look finds the new size.
func watchSize(chan os.Signal)  {}
func ignoreSize(chan os.Signal) {}
