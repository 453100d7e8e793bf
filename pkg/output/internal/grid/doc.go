// Package grid prints rows of cells: tables that fit a terminal, aligned columns, CSV.
package grid
