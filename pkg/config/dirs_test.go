package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDirs(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		environ []string
		want    Dirs
	}{
		{"home", []string{"HOME=/h"}, Dirs{"/h/.config/novactl", "/h/.local/state/novactl", "/h/.cache/novactl"}},
		{
			"variables without a home", []string{"XDG_CONFIG_HOME=/c", "XDG_STATE_HOME=/s", "XDG_CACHE_HOME=/x"},
			Dirs{"/c/novactl", "/s/novactl", "/x/novactl"},
		},
		{
			"relative ones are ignored", []string{"HOME=/h", "XDG_CONFIG_HOME=c", "XDG_STATE_HOME=./s", "XDG_CACHE_HOME="},
			Dirs{"/h/.config/novactl", "/h/.local/state/novactl", "/h/.cache/novactl"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := Input{Environ: tc.environ}.Dirs()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("directories (-want +got):\n%s", diff)
			}
		})
	}
	_, err := Input{Environ: []string{"HOME=relative"}}.Dirs()
	says(t, asError(t, err).Message, "HOME")
}
