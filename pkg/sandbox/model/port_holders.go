package model

import (
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Who has a port, and what a server can't have because of that.

// mayAttach refuses a port or a network that the tenant doesn't have, or that can't be had.
func (m *Model) mayAttach(nic compute.NIC) error {
	if nic.Port == "" && slices.Contains(m.Tables.NetworkIDs(), nic.Network) {
		return nil
	}
	if nic.Port == "" {
		d, err := m.Document(NetworkKind, nic.Network)
		if err == nil && d == nil {
			err = fault.BadRequest("Network %s could not be found.", nic.Network)
		}
		return err
	}
	holder, there, err := m.HolderOf(nic)
	switch {
	case err != nil:
		return err
	case holder != "":
		return fault.Conflict("Port %s is still in use.", nic.Port)
	case !there:
		return fault.BadRequest("Port %s could not be found.", nic.Port)
	}
	return nil
}

// mayHave refuses an address of a new server's that a port has.
func (m *Model) mayHave(nic compute.NIC) error {
	if nic.Port != "" || !nic.Fixed.IsValid() {
		return nil
	}
	holder, there, err := m.HolderOf(nic)
	if err == nil && there {
		return fault.BadRequest("Fixed IP address %s is already in use on instance %s.", nic.Fixed, holder)
	}
	return err
}

// HolderOf reports whether the tenant has a NIC's port already, or without one a port with its address, and which device has that; "": none.
func (m *Model) HolderOf(nic compute.NIC) (holder string, there bool, err error) {
	wanted := nic.Port
	if wanted == "" {
		wanted = nic.Network + nic.Fixed.String()
	}
	made, err := m.Documents(PortKind)
	for _, d := range made {
		network, _ := d.Members["network_id"].(string)
		there = d.ID == wanted
		for _, addr := range FixedAddresses(d.Members) {
			there = there || network+addr == wanted
		}
		if there {
			holder, err = m.PortHolder(d)
			return holder, there, err
		}
	}
	if err != nil {
		return "", false, err
	}
	err = m.eachServer(func(s *compute.Server) error {
		for _, n := range s.Networks {
			is := PortID(s, n) == wanted
			for i := range n.Addresses {
				is = is || n.ID+n.Addresses[i].Addr == wanted
			}
			if is {
				holder = s.ID
			}
		}
		return nil
	})
	return holder, holder != "", err
}

// eachServer shows visit the tenant's servers until it refuses one.
func (m *Model) eachServer(visit func(*compute.Server) error) error {
	records, err := m.ServerRecords("", time.Time{}, nil)
	if err != nil {
		return err
	}
	for _, record := range records {
		s, err := m.ServerOf(record)
		if err == nil {
			err = visit(s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// PortHolder returns the id of the device that has a port that was made; "" where none has it any more.
//
//go:noinline
func (m *Model) PortHolder(d *Document) (string, error) {
	holder, _ := d.Members["device_id"].(string)
	owner, _ := d.Members["device_owner"].(string)
	if holder == "" || !strings.HasPrefix(owner, "compute:") {
		return holder, nil
	}
	s, err := m.Server(holder)
	if err != nil || s == nil || !s.Deleted.IsZero() {
		return "", err
	}
	return holder, nil
}
