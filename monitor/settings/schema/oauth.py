"""How a login by access token is written."""

from __future__ import annotations

from pydantic import Field, model_validator

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.units import refuse
from monitor.settings.schema.values import EnvName, Text, Url


class OAuthSection(ConfigModel):
    """Log in with an access token: token_env or token_file, command, or token_url with client_id."""

    token_env: EnvName | None = None
    """Name of the environment variable that holds an access token."""
    token_file: Text | None = None
    """File that holds an access token, relative to this folder; another program may write a new one at any time."""
    command: list[Text] = Field(default=[])
    """Program with its arguments that prints an access token each time it is asked."""
    token_url: Url | None = None
    """The provider's token endpoint."""
    client_id: Text | None = None
    """Id of the application at the provider."""
    client_secret_env: EnvName | None = None
    """Name of the environment variable that holds the application's secret, if it has one."""
    client_secret_file: Text | None = None
    """File that holds the application's secret, relative to this folder."""
    refresh_token_env: EnvName | None = None
    """Name of the environment variable that holds the refresh token; without one the application asks for itself."""
    refresh_token_file: Text | None = None
    """File that holds the refresh token, relative to this folder."""
    scope: Text | None = None
    """What the token is asked for, if the provider wants that."""

    @model_validator(mode="after")
    def _one_way(self) -> OAuthSection:
        given = self.token_env is not None or self.token_file is not None
        if (ways := sum((given, bool(self.command), self.token_url is not None))) != 1:
            hint = "Write one of token_env or token_file, command, token_url."
            raise refuse("there is no token." if not ways else "there are several ways to a token.", hint)
        refreshes = self.refresh_token_env is not None or self.refresh_token_file is not None
        secret = self.client_secret_env is not None or self.client_secret_file is not None
        if self.token_url is None and (refreshes or secret or self.client_id or self.scope):
            raise refuse("client_id, client_secret, refresh_token and scope go with token_url.", "Add token_url: URL.")
        if self.token_url is not None and not self.client_id:
            raise refuse("token_url needs client_id.", "Add client_id: ID, as the provider shows it.")
        if self.token_url is not None and not refreshes and not secret:
            raise refuse(
                "nothing shows who asks for the token.", "Add refresh_token_env: NAME or client_secret_env: NAME."
            )
        return self
