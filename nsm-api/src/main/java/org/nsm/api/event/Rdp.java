package org.nsm.api.event;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;
import org.nsm.api.Unicode;

/** What RDP messages hold (MS-RDPBCGR). */
public final class Rdp {

    private Rdp() {}

    /**
     * What a client says about itself (MS-RDPBCGR, section 2.2.1.3.2). The message may end before any of the parts that
     * can be null.
     *
     * @param versionMajor         the major version of the protocol, 8 up to now
     * @param versionMinor         the minor version of the protocol
     * @param desktopWidth         the width of the desktop in pixels
     * @param desktopHeight        its height in pixels
     * @param colorDepth           the depth of colours, as a code: 0xCA00 4 bits, 0xCA01 8 bits per pixel
     * @param sasSequence          the secure attention sequence, normally 0xAA03
     * @param keyboardLayout       the layout of the keyboard, such as 0x0409
     * @param clientBuild          the build number of the client
     * @param clientName           the name of the client
     * @param keyboardType         the kind of keyboard: 4 for one with 101 or 102 keys
     * @param keyboardSubtype      its subtype, as its maker defines
     * @param functionKeys         how many function keys it has
     * @param imeFileName          the file name of the input method editor; may be empty
     * @param postBeta2ColorDepth  the depth of colours as a code that overrides the first
     * @param clientProductId      the product id; normally 1
     * @param serialNumber         the serial number; normally 0
     * @param highColorDepth       the depth of colours in bits per pixel
     * @param supportedColorDepths the depths that the client can have, a bit each: 1 for 24, 2 for 16, 4 for 15, 8 for
     *                             32 bits per pixel
     * @param earlyCapabilities    what the client can do
     * @param digitalProductId     the digital product id
     */
    @Name("RDP::ClientCoreData")
    public record ClientCoreData(
            int versionMajor,
            int versionMinor,
            int desktopWidth,
            int desktopHeight,
            int colorDepth,
            int sasSequence,
            long keyboardLayout,
            long clientBuild,
            @Unicode String clientName,
            long keyboardType,
            @Name("keyboard_sub") long keyboardSubtype,
            @Name("keyboard_function_key") long functionKeys,
            @Unicode String imeFileName,
            @Nullable Integer postBeta2ColorDepth,
            @Nullable Integer clientProductId,
            @Nullable Long serialNumber,
            @Nullable Integer highColorDepth,
            @Nullable Integer supportedColorDepths,
            @Name("ec_flags") @Nullable EarlyCapabilityFlags earlyCapabilities,
            @Name("dig_product_id") @Unicode @Nullable String digitalProductId) {}

    /**
     * What a client can do (MS-RDPBCGR, section 2.2.1.3.2, earlyCapabilityFlags).
     *
     * @param supportsErrorInfoPdu     messages that say why the connection ends
     * @param wants32BitSession        32 bits per pixel are wanted
     * @param supportsStatusInfoPdu    messages that say how the connection goes
     * @param strongAsymmetricKeys     RSA keys above 512 bits
     * @param supportsMonitorLayoutPdu messages about the monitors
     * @param supportsNetworkDetection measuring the network
     * @param supportsGraphicsPipeline the graphics pipeline
     * @param supportsDynamicTimeZone  time zones whose rules change
     * @param supportsHeartbeatPdu     heartbeats
     */
    @Name("RDP::EarlyCapabilityFlags")
    public record EarlyCapabilityFlags(
            @Name("support_err_info_pdu") boolean supportsErrorInfoPdu,
            @Name("want_32bpp_session") boolean wants32BitSession,
            @Name("support_statusinfo_pdu") boolean supportsStatusInfoPdu,
            boolean strongAsymmetricKeys,
            @Name("support_monitor_layout_pdu") boolean supportsMonitorLayoutPdu,
            @Name("support_netchar_autodetect") boolean supportsNetworkDetection,
            @Name("support_dynvc_gfx_protocol") boolean supportsGraphicsPipeline,
            @Name("support_dynamic_time_zone") boolean supportsDynamicTimeZone,
            @Name("support_heartbeat_pdu") boolean supportsHeartbeatPdu) {}
}
