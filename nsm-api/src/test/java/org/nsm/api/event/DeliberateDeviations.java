package org.nsm.api.event;

import java.util.Map;
import java.util.Set;

/** Where the API differs from the documentation on purpose. */
final class DeliberateDeviations {

    /** Kinds of tunnel that came after the documentation. */
    static final Set<String> ENUMS_WITH_MORE_CONSTANTS = Set.of("Tunnel::Type");

    /** Documented as optional since they depend on settings of the documented engine; here they are always known. */
    static final Set<String> ALWAYS_PRESENT = Set.of("connection.tunnel", "endpoint.num_pkts", "endpoint.num_bytes_ip");

    /** Documented as always there, although a sender may leave them out of a message that is read all the same. */
    static final Set<String> PERHAPS_LEFT_OUT = Set.of(
            "KRB::Error_Msg.error_code",
            "KRB::Error_Msg.server_time",
            "KRB::Error_Msg.service_name",
            "KRB::Error_Msg.service_realm",
            "KRB::KDC_Request.kdc_options",
            "KRB::KDC_Request.nonce",
            "KRB::KDC_Request.service_realm",
            "KRB::KDC_Request.till",
            "NFS3::readdir_reply_t.eof",
            "NFS3::renameobj_reply_t.dst_dir_post_attr",
            "NFS3::renameobj_reply_t.dst_dir_pre_attr",
            "NFS3::renameobj_reply_t.src_dir_post_attr",
            "NFS3::renameobj_reply_t.src_dir_pre_attr",
            "SMB1::NegotiateResponseNTLM.security_blob",
            "gtp_create_pdp_ctx_request_elements.data1",
            "gtp_create_pdp_ctx_request_elements.nsapi",
            "gtp_create_pdp_ctx_request_elements.qos_prof",
            "gtp_create_pdp_ctx_request_elements.signal_addr",
            "gtp_create_pdp_ctx_request_elements.user_addr",
            "gtp_create_pdp_ctx_response_elements.cause",
            "gtp_delete_pdp_ctx_request_elements.nsapi",
            "gtp_delete_pdp_ctx_response_elements.cause",
            "gtp_update_pdp_ctx_request_elements.cp_addr",
            "gtp_update_pdp_ctx_request_elements.data1",
            "gtp_update_pdp_ctx_request_elements.nsapi",
            "gtp_update_pdp_ctx_request_elements.qos_prof",
            "gtp_update_pdp_ctx_request_elements.user_addr",
            "gtp_update_pdp_ctx_response_elements.cause",
            "nfs_proc_getattr.attrs");

    /** Documented with another type than the one that the documented engine gives them. */
    static final Map<String, String> MENDED_TYPES = Map.of(
            "RDP::ClientCoreData.client_product_id", "count",
            "SMB2::NegotiateResponse.server_guid", "SMB2::GUID");

    /** Events that the documentation knows nothing of, which give hosts what it leaves to a stage of its own. */
    static final Set<Class<?>> BEYOND_THE_DOCUMENTATION = Set.of(SmbFileEvent.class);

    private DeliberateDeviations() {}
}
