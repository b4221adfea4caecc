package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/** What NTLM messages hold (MS-NLMP). */
public final class Ntlm {

    private Ntlm() {}

    /**
     * The first message (MS-NLMP, section 2.2.1.1).
     *
     * @param flags       what the client proposes
     * @param domainName  the domain of the client, possibly empty; null unless the flags announce it
     * @param workstation the name of the client, possibly empty; null unless the flags announce it
     * @param version     the version of Windows; null unless the flags announce it
     */
    @Name("NTLM::Negotiate")
    public record Negotiate(
            NegotiateFlags flags,
            @Nullable String domainName,
            @Nullable String workstation,
            @Nullable Version version) {}

    /**
     * The second message (MS-NLMP, section 2.2.1.2).
     *
     * @param flags             what the server chose
     * @param targetName        the domain or the name of the server, as the flags say; null unless the client asked for
     *                          it
     * @param version           the version of Windows; null unless the flags announce it
     * @param targetInformation what the server says about itself; null unless the flags announce it
     */
    @Name("NTLM::Challenge")
    public record Challenge(
            NegotiateFlags flags,
            @Nullable String targetName,
            @Nullable Version version,
            @Name("target_info") @Nullable AttributeValues targetInformation) {}

    /**
     * The third message (MS-NLMP, section 2.2.1.3). Texts of length 0 are null.
     *
     * @param flags       what both agreed on
     * @param domainName  the domain or computer that knows the user
     * @param userName    the user; null for an anonymous logon
     * @param workstation the name of the client
     * @param sessionKey  the encrypted session key; null where there is none
     * @param version     the version of Windows; null unless the flags announce it
     */
    @Name("NTLM::Authenticate")
    public record Authenticate(
            NegotiateFlags flags,
            @Nullable String domainName,
            @Nullable String userName,
            @Nullable String workstation,
            @Nullable ByteBuf sessionKey,
            @Nullable Version version) {}

    /**
     * What the two sides propose and agree on (MS-NLMP, section 2.2.2.5).
     *
     * @param negotiate56                      encryption with 56 bits
     * @param negotiateKeyExchange             an explicit exchange of the session key
     * @param negotiate128                     encryption with 128 bits
     * @param negotiateVersion                 the version of Windows is in the message
     * @param negotiateTargetInformation       the challenge holds information about the server
     * @param requestNonNtSessionKey           the session key is to come from the LAN Manager response
     * @param negotiateIdentify                the server may identify the client, not act for it
     * @param negotiateExtendedSessionSecurity NTLM v2 session security
     * @param targetTypeServer                 the target name is that of a server
     * @param targetTypeDomain                 the target name is that of a domain
     * @param negotiateAlwaysSign              every message carries a signature block
     * @param negotiateOemWorkstationSupplied  the first message holds the name of the client
     * @param negotiateOemDomainSupplied       the first message holds the domain of the client
     * @param negotiateAnonymousConnection     the logon is anonymous
     * @param negotiateNtlm                    the NTLM v1 response may be used
     * @param negotiateLmKey                   the session key is computed as in LAN Manager
     * @param negotiateDatagram                the authentication has no connection
     * @param negotiateSeal                    messages are to be encrypted
     * @param negotiateSign                    messages are to be signed
     * @param requestTarget                    the challenge is to hold the name of the target
     * @param negotiateOem                     texts may be in the OEM character set
     * @param negotiateUnicode                 texts may be in UTF-16
     */
    @Name("NTLM::NegotiateFlags")
    public record NegotiateFlags(
            @Name("negotiate_56") boolean negotiate56,
            @Name("negotiate_key_exch") boolean negotiateKeyExchange,
            @Name("negotiate_128") boolean negotiate128,
            boolean negotiateVersion,
            @Name("negotiate_target_info") boolean negotiateTargetInformation,
            boolean requestNonNtSessionKey,
            boolean negotiateIdentify,
            @Name("negotiate_extended_sessionsecurity") boolean negotiateExtendedSessionSecurity,
            boolean targetTypeServer,
            boolean targetTypeDomain,
            boolean negotiateAlwaysSign,
            boolean negotiateOemWorkstationSupplied,
            boolean negotiateOemDomainSupplied,
            boolean negotiateAnonymousConnection,
            boolean negotiateNtlm,
            boolean negotiateLmKey,
            boolean negotiateDatagram,
            boolean negotiateSeal,
            boolean negotiateSign,
            boolean requestTarget,
            boolean negotiateOem,
            boolean negotiateUnicode) {}

    /**
     * The version of Windows at the sender (MS-NLMP, section 2.2.2.10).
     *
     * @param major    the major version
     * @param minor    the minor version
     * @param build    the build number
     * @param revision the revision of NTLM; 15 for all that is in use
     */
    @Name("NTLM::Version")
    public record Version(
            int major,
            int minor,
            int build,
            @Name("ntlmssp") int revision) {}

    /**
     * What a server says about itself in its challenge (MS-NLMP, section 2.2.2.1). What it does not say is null, or
     * empty for the first two.
     *
     * @param netbiosComputerName       the NetBIOS name of the server
     * @param netbiosDomainName         the NetBIOS name of its domain
     * @param dnsComputerName           the DNS name of the server
     * @param dnsDomainName             the DNS name of its domain
     * @param dnsTreeName               the DNS name of its forest
     * @param constrainedAuthentication whether the authentication of the account is constrained; null where there are
     *                                  no flags
     * @param timestamp                 the clock of the server
     * @param singleHostId              a number for the machine of the client; unsigned
     * @param targetName                the service principal name of the target
     */
    @Name("NTLM::AVs")
    public record AttributeValues(
            @Name("nb_computer_name") String netbiosComputerName,
            @Name("nb_domain_name") String netbiosDomainName,
            @Nullable String dnsComputerName,
            @Nullable String dnsDomainName,
            @Nullable String dnsTreeName,
            @Name("constrained_auth") @Nullable Boolean constrainedAuthentication,
            @Nullable Instant timestamp,
            @Nullable Long singleHostId,
            @Nullable String targetName) {}
}
