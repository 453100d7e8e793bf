package images

import (
	"context"
	"io"
	"net/http"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Data is what Glance says of the data of an image.
type Data struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Status    string `json:"status"` // in Glance's words: queued until there is data, then active
	Size      *int64 `json:"size"`
	Protected bool   `json:"protected"`
	Algorithm string `json:"os_hash_algo"` // of Hash: sha512, as a rule; "": there is none
	Hash      string `json:"os_hash_value"`
	// FailedStores are where an import has failed, with commas between.
	FailedStores string `json:"os_glance_failed_import"`
}

// Create makes an image without data.
func (g *Glance) Create(ctx context.Context, members map[string]any) (Data, error) {
	var made Data
	body, err := json.Marshal(members, json.Deterministic(true))
	if err != nil {
		return made, err
	}
	return g.data(ctx, rest.Request{Op: "create image", Method: http.MethodPost, Path: rest.Path(collection), Raw: body})
}

// Data returns what is known of an image's data.
func (g *Glance) Data(ctx context.Context, id string) (Data, error) {
	return g.data(ctx, getImage(rest.Request{Op: "get image"}, id))
}

func (g *Glance) data(ctx context.Context, r rest.Request) (Data, error) {
	var d Data
	resp, err := g.Service.Do(ctx, r)
	if err != nil {
		return d, err
	}
	if err := api.Unmarshal(resp.JSON, &d); err != nil || d.ID == "" {
		return d, resp.Garbled(&transport.AnswerError{Message: "it holds no image", Err: err})
	}
	return d, nil
}

// Upload sends the data of an image, size bytes or, where that is below 0, whatever comes.
func (g *Glance) Upload(ctx context.Context, id string, from io.Reader, size int64) error {
	r := rest.Request{Op: "upload image", Method: http.MethodPut, Path: rest.Path(collection, id, "file"), AnyAnswer: true}
	r.Header = http.Header{"Content-Type": {"application/octet-stream"}}
	r.Stream = &transport.Stream{From: from, Size: size}
	_, err := g.Service.Do(ctx, r)
	return err
}

// Download writes the data of an image. Where the image has none, nothing is written.
func (g *Glance) Download(ctx context.Context, id string, to io.Writer) error {
	r := rest.Request{Op: "download image", Path: rest.Path(collection, id, "file"), AnyAnswer: true}
	r.Header = http.Header{"Accept": {"application/octet-stream"}}
	r.Stream = &transport.Stream{To: to}
	_, err := g.Service.Do(ctx, r)
	return err
}

// ImportMethods are the ways in which the cloud gets the data of images by itself. A cloud without any says 404.
func (g *Glance) ImportMethods(ctx context.Context) ([]string, error) {
	resp, err := g.Service.Do(ctx, rest.Request{Op: "ask for import methods", Path: "/info/import"})
	if err != nil {
		return nil, err
	}
	var info struct {
		Methods struct {
			Value []string `json:"value"`
		} `json:"import-methods"`
	}
	if err := api.Unmarshal(resp.JSON, &info); err != nil {
		return nil, resp.Garbled(&transport.AnswerError{Message: "it holds no import methods", Err: err})
	}
	return info.Methods.Value, nil
}

// Import has the cloud get the data of an image from a URL. It goes on when this returns.
func (g *Glance) Import(ctx context.Context, id, url string) error {
	body, err := json.Marshal(map[string]any{"method": map[string]string{"name": WebDownload, "uri": url}}, json.Deterministic(true))
	if err != nil {
		return err
	}
	_, err = g.Service.Do(ctx, rest.Request{Op: "import image", Method: http.MethodPost, Path: rest.Path(collection, id, "import"), Raw: body, AnyAnswer: true})
	return err
}

// WebDownload is the import method that gets data from a URL.
const WebDownload = "web-download"

// ImportFault is why an import failed, in the words of its newest task; "" where none says so.
func (g *Glance) ImportFault(ctx context.Context, id string) string {
	resp, err := g.Service.Do(ctx, rest.Request{Op: "list the tasks of image", Path: rest.Path(collection, id, "tasks")})
	if err != nil {
		return ""
	}
	var list struct {
		Tasks []struct {
			Message string `json:"message"`
		} `json:"tasks"`
	}
	_ = api.Unmarshal(resp.JSON, &list) // what can't be read says nothing
	for _, t := range list.Tasks {
		if t.Message != "" {
			return transport.OneLine(t.Message)
		}
	}
	return ""
}

// Change sets and removes members and properties of an image at once. A member that is null is removed.
func (g *Glance) Change(ctx context.Context, id string, members map[string]any) error {
	changes, err := changesOf(members)
	if err != nil || len(changes) == 0 {
		return err
	}
	_, err = g.Service.Do(ctx, patch("change image", id, changes))
	return err
}

// SetTag puts a tag on an image, or takes it off.
func (g *Glance) SetTag(ctx context.Context, id, tag string, on bool) error {
	r := rest.Request{Op: "tag image", Method: http.MethodPut, Path: rest.Path(collection, id, "tags", tag), AnyAnswer: true}
	if !on {
		r.Op, r.Method = "untag image", http.MethodDelete
	}
	_, err := g.Service.Do(ctx, r)
	return err
}
