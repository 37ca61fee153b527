"""SPF (RFC 7208): whether the machine that handed a mail over may send for the domain of its envelope."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from depesche.intake.authenticity import spf_macros, spf_record
from depesche.intake.authenticity.names import Names, Unanswered
from depesche.intake.authenticity.organisations import ascii_domain
from depesche.intake.authenticity.results import Outcome, Result

Address = IPv4Address | IPv6Address
LOOKUPS, VOID_LOOKUPS, NAMES = 10, 2, 10
"""Terms that ask, questions without an answer, and names of one answer: RFC 7208, 4.6.4."""
_SAID = {
    "pass": (Result.PASS, ""),
    "fail": (Result.FAIL, "not_allowed"),
    "softfail": (Result.FAIL, "probably_not_allowed"),
    "neutral": (Result.NONE, "neutral"),
    "none": (Result.NONE, "no_record"),
}


class _Permanent(Exception):
    """The domain's rules cannot be followed, today or tomorrow."""


def check(client: str, mail_from: str, helo: str, names: Names) -> Outcome:
    """Whether `client`, an IP address, may send for the domain of `mail_from`; of `helo` for a null reverse path."""
    try:
        address = _plain(ip_address(client.partition("%")[0]))
    except ValueError:
        return Outcome(Result.NONE, why="no_client")
    local, _, domain = mail_from.rpartition("@")
    domain = ascii_domain(domain if mail_from else helo)
    if not domain or "." not in domain:
        return Outcome(Result.NONE, why="no_domain")
    host = _Host(address=address, sender=f"{local or 'postmaster'}@{domain}", helo=helo, names=names)
    try:
        result, why = _SAID[host.check(domain)]
    except _Permanent:
        result, why = Result.ERROR, "bad_record"
    except Unanswered:
        result, why = Result.ERROR, "unanswered"
    return Outcome(result, domain, why)


def _plain(address: Address) -> Address:
    """An IPv4 address that came in an IPv6 one is that IPv4 address."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _same(text: str, address: Address) -> bool:
    try:
        return ip_address(text) == address
    except ValueError:
        return False


@dataclass(slots=True, kw_only=True)
class _Host:
    """`check_host` with its budget."""

    address: Address
    sender: str
    helo: str
    names: Names
    lookups: int = 0
    voids: int = 0
    _validated: list[str] | None = field(default=None)

    def check(self, domain: str) -> str:
        """The result for a domain: a qualifier's, or `none`. Raises `_Permanent` and `Unanswered`."""
        records = [text for text in self.names.ask(domain, "TXT") if spf_record.is_spf(text)]
        if not records:
            return "none"
        if len(records) > 1:
            raise _Permanent("several records")
        try:
            record = spf_record.read(records[0])
        except spf_record.BadRecord as error:
            raise _Permanent(str(error)) from error
        for mechanism in record.mechanisms:
            if self._matches(mechanism, domain):
                return mechanism.qualifier
        if not record.redirect or any(one.name == "all" for one in record.mechanisms):
            return "neutral"
        self._count()
        result = self.check(self._target(record.redirect, domain))
        if result == "none":
            raise _Permanent("redirect to nowhere")
        return result

    def _matches(self, mechanism: spf_record.Mechanism, domain: str) -> bool:
        if mechanism.name == "all":
            return True
        if mechanism.network is not None:
            return self.address.version == mechanism.network.version and self.address in mechanism.network
        self._count()
        target = self._target(mechanism.domain, domain) if mechanism.domain else domain
        if mechanism.name == "include":
            return self._included(target)
        if mechanism.name == "exists":
            return bool(self._ask(target, "A"))
        if mechanism.name == "ptr":
            return any(name == target or name.endswith(f".{target}") for name in self._client_names())
        hosts = self._mail_servers(target) if mechanism.name == "mx" else [target]
        return any(self._among(host, mechanism) for host in hosts)

    def _included(self, target: str) -> bool:
        result = self.check(target)
        if result == "none":
            raise _Permanent("include of nothing")
        return result == "pass"

    def _mail_servers(self, target: str) -> list[str]:
        found = self._ask(target, "MX")
        if len(found) > NAMES:
            raise _Permanent("too many mail servers")
        return found

    def _among(self, host: str, mechanism: spf_record.Mechanism) -> bool:
        kind, length = ("A", mechanism.v4) if self.address.version == 4 else ("AAAA", mechanism.v6)
        for text in self._ask(host, kind):
            try:
                if self.address in ip_network(f"{text}/{length}", strict=False):
                    return True
            except ValueError:
                continue
        return False

    def _client_names(self) -> list[str]:
        """Names of the client that lead back to it (RFC 7208, 5.5)."""
        if self._validated is None:
            try:
                claimed = self.names.ask(self.address.reverse_pointer, "PTR")[:NAMES]
            except Unanswered:
                claimed = []
            self._validated = [name.lower().rstrip(".") for name in claimed if self._leads_back(name)]
        return self._validated

    def _leads_back(self, name: str) -> bool:
        try:
            found = self.names.ask(name, "A" if self.address.version == 4 else "AAAA")
        except Unanswered:
            return False
        return any(_same(text, self.address) for text in found)

    def _target(self, text: str, domain: str) -> str:
        values = spf_macros.Values(
            address=self.address, sender=self.sender, helo=self.helo, validated=lambda: self._best_name(domain)
        )
        return spf_macros.expand(text, domain, values).lower()

    def _best_name(self, domain: str) -> str:
        names = self._client_names()
        own = [name for name in names if name == domain] or [name for name in names if name.endswith(f".{domain}")]
        return next(iter(own or names), "unknown")

    def _ask(self, name: str, kind: str) -> list[str]:
        found = self.names.ask(name, kind)
        if not found:
            self.voids += 1
            if self.voids > VOID_LOOKUPS:
                raise _Permanent("too many questions without an answer")
        return found

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > LOOKUPS:
            raise _Permanent("too many look-ups")
