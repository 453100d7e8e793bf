package server

import "github.com/spf13/cobra"

// addAllProjects adds --all-projects, and nova's own name for it.
func addAllProjects(cmd *cobra.Command) {
	cmd.Flags().Bool("all-projects", false, "those of all projects; for administrators")
	cmd.Flags().Bool("all-tenants", false, "")
	_ = cmd.Flags().MarkHidden("all-tenants")
}

func allProjects(cmd *cobra.Command) bool {
	projects, _ := cmd.Flags().GetBool("all-projects")
	tenants, _ := cmd.Flags().GetBool("all-tenants")
	return projects || tenants
}
