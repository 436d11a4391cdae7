terraform {
  required_providers {
    datadogwebhooks = {
      source = "cdktf-datadog-webhooks/datadogwebhooks"
    }
  }
}

provider "datadogwebhooks" {
  # Keys from DD_API_KEY and DD_APP_KEY. For a site other than datadoghq.com, set DD_SITE.
}
