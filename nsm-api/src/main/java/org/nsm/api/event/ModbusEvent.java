package org.nsm.api.event;

import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Access to the coils and registers of devices with Modbus over TCP (MODBUS Application Protocol V1.1b3, whose sections
 * are named below, and MODBUS Messaging on TCP/IP V1.0b).
 *
 * <p>The originator of the connection is the client, which asks; the responder is the server, which holds the data.
 * Answers are not matched to requests: {@link Modbus.Headers#transactionId()} does that. Addresses count from 0. The
 * limits of the specification on quantities are not enforced.
 */
public sealed interface ModbusEvent extends Event {

    /**
     * A message of any function arrived, be it known or not. Raised before the event of its function.
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the message
     * @param isOrig     whether the originator, which asks, sent it
     */
    @Name("modbus_message")
    record Message(Connection connection, Modbus.Headers headers, boolean isOrig) implements ModbusEvent {}

    /**
     * The server refused a request (section 7).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response; the function code is that of the request with the top bit set
     * @param code       why: 1 illegal function, 2 illegal data address, 3 illegal data value, 4 device failure, 5
     *                   acknowledge, 6 busy, 8 memory parity error, 10 and 11 gateway errors; any octet is possible
     */
    @Name("modbus_exception")
    record ExceptionResponse(Connection connection, Modbus.Headers headers, int code) implements ModbusEvent {}

    /**
     * The client asked for coils (section 6.1).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the request
     * @param startAddress the first coil, 0 to 65535
     * @param quantity     how many, 0 to 65535
     */
    @Name("modbus_read_coils_request")
    record ReadCoilsRequest(Connection connection, Modbus.Headers headers, int startAddress, int quantity)
            implements ModbusEvent {}

    /**
     * The server gave coils (section 6.1).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param coils      whether each is on, in the order of their addresses; all bits of the octets sent, so normally
     *                   up to seven more than were asked for
     */
    @Name("modbus_read_coils_response")
    record ReadCoilsResponse(Connection connection, Modbus.Headers headers, List<Boolean> coils)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public ReadCoilsResponse {
            coils = List.copyOf(coils);
        }
    }

    /**
     * The client asked for discrete inputs (section 6.2).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the request
     * @param startAddress the first input, 0 to 65535
     * @param quantity     how many, 0 to 65535
     */
    @Name("modbus_read_discrete_inputs_request")
    record ReadDiscreteInputsRequest(Connection connection, Modbus.Headers headers, int startAddress, int quantity)
            implements ModbusEvent {}

    /**
     * The server gave discrete inputs (section 6.2).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param coils      whether each is on, in the order of their addresses; all bits of the octets sent, so normally
     *                   up to seven more than were asked for
     */
    @Name("modbus_read_discrete_inputs_response")
    record ReadDiscreteInputsResponse(Connection connection, Modbus.Headers headers, List<Boolean> coils)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public ReadDiscreteInputsResponse {
            coils = List.copyOf(coils);
        }
    }

    /**
     * The client asked for holding registers (section 6.3).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the request
     * @param startAddress the first register, 0 to 65535
     * @param quantity     how many, 0 to 65535
     */
    @Name("modbus_read_holding_registers_request")
    record ReadHoldingRegistersRequest(Connection connection, Modbus.Headers headers, int startAddress, int quantity)
            implements ModbusEvent {}

    /**
     * The server gave holding registers (section 6.3).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param registers  their values, 0 to 65535, in the order of their addresses
     */
    @Name("modbus_read_holding_registers_response")
    record ReadHoldingRegistersResponse(Connection connection, Modbus.Headers headers, List<Integer> registers)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public ReadHoldingRegistersResponse {
            registers = List.copyOf(registers);
        }
    }

    /**
     * The client asked for input registers (section 6.4).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the request
     * @param startAddress the first register, 0 to 65535
     * @param quantity     how many, 0 to 65535
     */
    @Name("modbus_read_input_registers_request")
    record ReadInputRegistersRequest(Connection connection, Modbus.Headers headers, int startAddress, int quantity)
            implements ModbusEvent {}

    /**
     * The server gave input registers (section 6.4).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param registers  their values, 0 to 65535, in the order of their addresses
     */
    @Name("modbus_read_input_registers_response")
    record ReadInputRegistersResponse(Connection connection, Modbus.Headers headers, List<Integer> registers)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public ReadInputRegistersResponse {
            registers = List.copyOf(registers);
        }
    }

    /**
     * The client set a coil (section 6.5).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the request
     * @param address    the coil, 0 to 65535
     * @param value      whether it is to be on
     */
    @Name("modbus_write_single_coil_request")
    record WriteSingleCoilRequest(Connection connection, Modbus.Headers headers, int address, boolean value)
            implements ModbusEvent {}

    /**
     * The server set a coil (section 6.5).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param address    the coil, 0 to 65535
     * @param value      whether it is on
     */
    @Name("modbus_write_single_coil_response")
    record WriteSingleCoilResponse(Connection connection, Modbus.Headers headers, int address, boolean value)
            implements ModbusEvent {}

    /**
     * The client set a register (section 6.6).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the request
     * @param address    the register, 0 to 65535
     * @param value      what it is to hold, 0 to 65535
     */
    @Name("modbus_write_single_register_request")
    record WriteSingleRegisterRequest(Connection connection, Modbus.Headers headers, int address, int value)
            implements ModbusEvent {}

    /**
     * The server set a register (section 6.6).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param address    the register, 0 to 65535
     * @param value      what it holds, 0 to 65535
     */
    @Name("modbus_write_single_register_response")
    record WriteSingleRegisterResponse(Connection connection, Modbus.Headers headers, int address, int value)
            implements ModbusEvent {}

    /**
     * The client set coils in a row (section 6.11).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the request
     * @param startAddress the first coil, 0 to 65535
     * @param coils        whether each is to be on, in the order of their addresses
     */
    @Name("modbus_write_multiple_coils_request")
    record WriteMultipleCoilsRequest(
            Connection connection, Modbus.Headers headers, int startAddress, List<Boolean> coils)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public WriteMultipleCoilsRequest {
            coils = List.copyOf(coils);
        }
    }

    /**
     * The server set coils in a row (section 6.11).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the response
     * @param startAddress the first coil, 0 to 65535
     * @param quantity     how many were set, 0 to 65535
     */
    @Name("modbus_write_multiple_coils_response")
    record WriteMultipleCoilsResponse(Connection connection, Modbus.Headers headers, int startAddress, int quantity)
            implements ModbusEvent {}

    /**
     * The client set registers in a row (section 6.12).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the request
     * @param startAddress the first register, 0 to 65535
     * @param registers    what they are to hold, 0 to 65535 each, in the order of their addresses
     */
    @Name("modbus_write_multiple_registers_request")
    record WriteMultipleRegistersRequest(
            Connection connection, Modbus.Headers headers, int startAddress, List<Integer> registers)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public WriteMultipleRegistersRequest {
            registers = List.copyOf(registers);
        }
    }

    /**
     * The server set registers in a row (section 6.12).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the response
     * @param startAddress the first register, 0 to 65535
     * @param quantity     how many were set, 0 to 65535
     */
    @Name("modbus_write_multiple_registers_response")
    record WriteMultipleRegistersResponse(Connection connection, Modbus.Headers headers, int startAddress, int quantity)
            implements ModbusEvent {}

    /**
     * The client asked for records of files (section 6.14).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the request
     */
    @Name("modbus_read_file_record_request")
    record ReadFileRecordRequest(Connection connection, Modbus.Headers headers) implements ModbusEvent {}

    /**
     * The server gave records of files (section 6.14).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     */
    @Name("modbus_read_file_record_response")
    record ReadFileRecordResponse(Connection connection, Modbus.Headers headers) implements ModbusEvent {}

    /**
     * The client wrote records of files (section 6.15).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the request
     */
    @Name("modbus_write_file_record_request")
    record WriteFileRecordRequest(Connection connection, Modbus.Headers headers) implements ModbusEvent {}

    /**
     * The server wrote records of files (section 6.15).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     */
    @Name("modbus_write_file_record_response")
    record WriteFileRecordResponse(Connection connection, Modbus.Headers headers) implements ModbusEvent {}

    /**
     * The client changed bits of a register (section 6.16): the new value is
     * {@code (old & andMask) | (orMask & ~andMask)}.
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the request
     * @param address    the register, 0 to 65535
     * @param andMask    the bits that keep their value, 0 to 65535
     * @param orMask     the value of the other bits, 0 to 65535
     */
    @Name("modbus_mask_write_register_request")
    record MaskWriteRegisterRequest(Connection connection, Modbus.Headers headers, int address, int andMask, int orMask)
            implements ModbusEvent {}

    /**
     * The server changed bits of a register (section 6.16).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param address    the register, 0 to 65535
     * @param andMask    the bits that keep their value, 0 to 65535
     * @param orMask     the value of the other bits, 0 to 65535
     */
    @Name("modbus_mask_write_register_response")
    record MaskWriteRegisterResponse(
            Connection connection, Modbus.Headers headers, int address, int andMask, int orMask)
            implements ModbusEvent {}

    /**
     * The client set registers in a row, then asked for registers, in one request (section 6.17).
     *
     * @param connection        the TCP connection, normally to port 502
     * @param headers           what identifies the request
     * @param readStartAddress  the first register asked for, 0 to 65535
     * @param readQuantity      how many are asked for, 0 to 65535
     * @param writeStartAddress the first register set, 0 to 65535
     * @param writeRegisters    what these are to hold, 0 to 65535 each, in the order of their addresses
     */
    @Name("modbus_read_write_multiple_registers_request")
    record ReadWriteMultipleRegistersRequest(
            Connection connection,
            Modbus.Headers headers,
            int readStartAddress,
            int readQuantity,
            int writeStartAddress,
            List<Integer> writeRegisters)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public ReadWriteMultipleRegistersRequest {
            writeRegisters = List.copyOf(writeRegisters);
        }
    }

    /**
     * The server set registers in a row and gave others (section 6.17).
     *
     * @param connection       the TCP connection, normally to port 502
     * @param headers          what identifies the response
     * @param writtenRegisters despite its name, the values of the registers that were asked for, 0 to 65535 each, in
     *                         the order of their addresses
     */
    @Name("modbus_read_write_multiple_registers_response")
    record ReadWriteMultipleRegistersResponse(
            Connection connection, Modbus.Headers headers, List<Integer> writtenRegisters) implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public ReadWriteMultipleRegistersResponse {
            writtenRegisters = List.copyOf(writtenRegisters);
        }
    }

    /**
     * The client asked for what a queue of registers holds (section 6.18).
     *
     * @param connection   the TCP connection, normally to port 502
     * @param headers      what identifies the request
     * @param startAddress the address of the queue, that of its count register, 0 to 65535
     */
    @Name("modbus_read_fifo_queue_request")
    record ReadFifoQueueRequest(Connection connection, Modbus.Headers headers, int startAddress)
            implements ModbusEvent {}

    /**
     * The server gave what a queue of registers holds (section 6.18).
     *
     * @param connection the TCP connection, normally to port 502
     * @param headers    what identifies the response
     * @param fifos      the values in the queue, 0 to 65535 each, the oldest first
     */
    @Name("modbus_read_fifo_queue_response")
    record ReadFifoQueueResponse(Connection connection, Modbus.Headers headers, List<Integer> fifos)
            implements ModbusEvent {

        /** Makes the list unmodifiable. */
        public ReadFifoQueueResponse {
            fifos = List.copyOf(fifos);
        }
    }
}
